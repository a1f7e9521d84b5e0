"""How long the bars of a chart are."""

from kit.drawing.charts import Amount, Bar, bars


def test_the_longest_fills_the_field_and_the_others_stand_in_proportion():
    drawn = bars([Amount("một", "5", 5, 1), Amount("hai", "20", 20), Amount("ba", "10", 10, 10)])
    assert drawn == [Bar("một", "5", "50.0", "10.0"), Bar("hai", "20", "200.0"), Bar("ba", "10", "100.0", "100.0")]


def test_what_is_nought_or_not_known_has_its_words_and_no_bar():
    assert bars([Amount("một", "–", None), Amount("hai", "0", 0.0)]) == [Bar("một", "–"), Bar("hai", "0")]
    assert bars([]) == []
