using System;
using System.Text;

namespace Fathom.Client.Ui;

/// <summary>The clipboard as fields use it: one line each way.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class UiClipboard
{
    private readonly Func<string?> _read;
    private readonly Action<string> _write;

    /// <summary>Creates a clipboard over the window's.</summary>
    public UiClipboard(Func<string?> read, Action<string> write)
    {
        _read = read;
        _write = write;
    }

    /// <summary>A clipboard of this program's own, for where there is no other.</summary>
    public static UiClipboard Private()
    {
        string? held = null;
        return new UiClipboard(() => held, text => held = text);
    }

    /// <summary>What is in it, up to the end of its first line, without signs that cannot be typed.</summary>
    public string Read()
    {
        string text = (_read() ?? string.Empty).TrimStart('\r', '\n');
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = new StringBuilder();
        foreach (char sign in end < 0 ? text : text[..end])
        {
            line.Append(sign == '\t' ? ' ' : sign);
        }

        return line.Replace("\0", string.Empty).ToString();
    }

    /// <summary>Puts a text into it; nothing leaves what is there.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            _write(text.ToString());
        }
    }
}
