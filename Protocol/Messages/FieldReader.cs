using System;
using System.Globalization;
using System.Text;
using Fathom.Protocol.Json;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Reads members of a payload with the tolerance of this protocol; the first fault is kept, reading goes on.</summary>
/// <remarks>
/// A <c>null</c> counts as absent. Integers may come as floats or numeric texts, as the reference peers run a conversion over them.
/// After a fault the values read are meaningless; the caller looks at <see cref="Fault"/> and at the scanner's once, at the end.
/// </remarks>
internal ref struct FieldReader
{
    public JsonScanner Scanner;

    public FieldReader(JsonScanner scanner)
    {
        Scanner = scanner;
    }

    public MessageError Fault { get; private set; }

    public readonly bool Ok => Fault.Kind == MessageErrorKind.None && Scanner.Fault == JsonFault.None;

    public bool Enter(string field)
    {
        if (Scanner.Peek() == JsonKind.Object)
        {
            return Scanner.EnterObject();
        }

        WrongType(field, "an object");
        return false;
    }

    public bool NextProperty(out ReadOnlySpan<byte> name) => Scanner.NextProperty(out name);

    public void Skip() => Scanner.Skip();

    /// <summary>Notes a member that a closed set does not know, and passes over it.</summary>
    public void Unknown(ReadOnlySpan<byte> name)
    {
        const int Longest = 64;
        string field = Encoding.UTF8.GetString(name[..Math.Min(name.Length, Longest)]);
        Report(MessageErrorKind.UnknownField, field, $"The member '{field}' is not known here.");
        Scanner.Skip();
    }

    public void Missing(string field) => Report(MessageErrorKind.MissingField, field, $"The member '{field}' is missing.");

    public void Invalid(string field, string problem) => Report(MessageErrorKind.InvalidValue, field, problem);

    public void Report(MessageErrorKind kind, string field, string text)
    {
        if (Fault.Kind == MessageErrorKind.None && Scanner.Fault == JsonFault.None)
        {
            Fault = new MessageError(kind, field, text);
        }
    }

    /// <summary>Passes over a <c>null</c>.</summary>
    public bool IsNull()
    {
        if (Scanner.Peek() != JsonKind.Null)
        {
            return false;
        }

        Scanner.ReadNull();
        return true;
    }

    public string? Text(string field)
    {
        if (IsNull())
        {
            return null;
        }

        if (Scanner.Peek() == JsonKind.Text)
        {
            return Scanner.ReadText(out string text) ? text : null;
        }

        WrongType(field, "a text");
        return null;
    }

    /// <summary>Reads an identifier: like the reference peers, a number or truth value is taken as its text.</summary>
    public string? TextOfScalar(string field)
    {
        switch (Scanner.Peek())
        {
            case JsonKind.Number:
                Scanner.ReadNumber(out JsonNumber number);
                return number.IsInteger
                    ? number.Integer.ToString(CultureInfo.InvariantCulture)
                    : number.Value.ToString("R", CultureInfo.InvariantCulture);
            case JsonKind.True or JsonKind.False:
                Scanner.ReadBool(out bool flag);
                return flag ? "True" : "False";
            default:
                return Text(field);
        }
    }

    public double? Number(string field)
    {
        switch (Scanner.Peek())
        {
            case JsonKind.Null:
                Scanner.ReadNull();
                return null;
            case JsonKind.Number:
                return Scanner.ReadNumber(out JsonNumber number) ? number.Value : null;
            case JsonKind.True or JsonKind.False:
                Scanner.ReadBool(out bool flag);
                return flag ? 1 : 0;
            case JsonKind.Text:
                Scanner.ReadText(out string text);
                if (double.TryParse(text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                {
                    return value;
                }

                Report(MessageErrorKind.WrongType, field, $"The member '{field}' must be a number.");
                return null;
            default:
                WrongType(field, "a number");
                return null;
        }
    }

    public long? Integer(string field)
    {
        switch (Scanner.Peek())
        {
            case JsonKind.Null:
                Scanner.ReadNull();
                return null;
            case JsonKind.Number:
                if (Scanner.ReadNumber(out JsonNumber number) && number.TryTruncate(out long whole))
                {
                    return whole;
                }

                Invalid(field, $"The member '{field}' must be an integer.");
                return null;
            case JsonKind.True or JsonKind.False:
                Scanner.ReadBool(out bool flag);
                return flag ? 1 : 0;
            case JsonKind.Text:
                Scanner.ReadText(out string text);
                if (long.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
                {
                    return value;
                }

                Report(MessageErrorKind.WrongType, field, $"The member '{field}' must be an integer.");
                return null;
            default:
                WrongType(field, "an integer");
                return null;
        }
    }

    public int? Int32(string field) => Integer(field) is long value ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : null;

    /// <summary>Reads a truth value; numbers count by being other than zero.</summary>
    public bool? Bool(string field)
    {
        switch (Scanner.Peek())
        {
            case JsonKind.Null:
                Scanner.ReadNull();
                return null;
            case JsonKind.True or JsonKind.False:
                return Scanner.ReadBool(out bool flag) ? flag : null;
            case JsonKind.Number:
                return Scanner.ReadNumber(out JsonNumber number) ? number.Value != 0 : null;
            default:
                WrongType(field, "true or false");
                return null;
        }
    }

    public StateValue Value() => StateValueReader.Read(ref Scanner);

    public MapValue? Map(string field)
    {
        if (IsNull())
        {
            return null;
        }

        if (Scanner.Peek() == JsonKind.Object)
        {
            return StateValueReader.ReadMap(ref Scanner);
        }

        WrongType(field, "an object");
        return null;
    }

    /// <summary>Enters a list that is not <c>null</c>.</summary>
    public bool EnterList(string field)
    {
        if (IsNull())
        {
            return false;
        }

        if (Scanner.Peek() == JsonKind.Array)
        {
            return Scanner.EnterArray();
        }

        WrongType(field, "a list");
        return false;
    }

    public void WrongType(string field, string expected)
    {
        // A character that starts no JSON value is a syntax fault; Skip notes that.
        if (Scanner.Peek() != JsonKind.None)
        {
            Report(MessageErrorKind.WrongType, field, $"The member '{field}' must be {expected}.");
        }

        Scanner.Skip();
    }
}
