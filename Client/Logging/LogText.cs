using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Fathom.Client.Logging;

/// <summary>The text of a line of the log, which is not made where nobody reads it.</summary>
[InterpolatedStringHandler]
internal ref struct LogText
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Begins a text; the compiler calls it.</summary>
    public LogText(int literalLength, int formattedCount, ClientLog log, LogCategory category, LogLevel level, out bool isOn)
    {
        IsOn = isOn = log.IsOn(category, level);
        _text = isOn ? new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
    }

    /// <summary>Whether there is a text.</summary>
    public bool IsOn { get; }

    /// <summary>Adds what stands between the values.</summary>
    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    /// <summary>Adds a value.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>Adds a value in a format.</summary>
    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    /// <summary>Adds a text.</summary>
    public void AppendFormatted(ReadOnlySpan<char> value) => _text.AppendFormatted(value);

    /// <summary>Ends the text.</summary>
    public string ToStringAndClear() => _text.ToStringAndClear();
}
