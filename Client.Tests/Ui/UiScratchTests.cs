using System;
using Fathom.Client.Ui;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Texts of one pass in one room.</summary>
public sealed class UiScratchTests
{
    private readonly UiScratch _scratch = new();

    [Fact]
    public void Texts_stay_as_they_are_until_all_are_forgotten()
    {
        ReadOnlySpan<char> first = _scratch.Format($"Frame {7} / {89}");
        ReadOnlySpan<char> second = _scratch.Format($"{first}, late {2}");

        Assert.Equal("Frame 7 / 89", first.ToString());
        Assert.Equal("Frame 7 / 89, late 2", second.ToString());
    }

    [Fact]
    public void A_text_may_be_formatted_within_another_one()
    {
        ReadOnlySpan<char> before = _scratch.Format($"before");
        ReadOnlySpan<char> text = _scratch.Format($"Frame {7} of 0 to {89}{Late(2)} and {Late(13)}.");
        ReadOnlySpan<char> after = _scratch.Format($"after");

        Assert.Equal("Frame 7 of 0 to 89; late 2 times and ; late 13 times.", text.ToString());
        Assert.Equal(("before", "after"), (before.ToString(), after.ToString()));
    }

    [Fact]
    public void What_finds_no_room_is_cut_off()
    {
        string large = new('x', 16380);
        Assert.Equal(large, _scratch.Format($"{large}").ToString());
        Assert.Equal("1234", _scratch.Format($"{"123456"}").ToString());
        Assert.True(_scratch.Format($"more").IsEmpty);
        _scratch.Clear();
        Assert.Equal("again", _scratch.Format($"again").ToString());
    }

    private ReadOnlySpan<char> Late(int count) => _scratch.Format($"; late {count} times");
}
