using System.Globalization;
using System.Text;
using System.Text.Json;
using Fathom.Client.Sessions;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Parts;

/// <summary>A part that is finished, as its line in the list says it.</summary>
/// <param name="Index">Which part.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Checksum">SHA-256 of what is in it.</param>
internal readonly record struct FinishedPart(int Index, long Bytes, string Checksum)
{
    private const int ChecksumLength = 64;

    /// <summary>The line.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture, $$"""{"part":{{Index}},"bytes":{{Bytes}},"sha256":"{{Checksum}}"}""");

    /// <summary>Reads a line; false for one that is damaged or not whole, as the last one is after a crash.</summary>
    public static bool TryParse(string line, out FinishedPart part)
    {
        part = default;
        try
        {
            if (SessionJson.Read(Encoding.UTF8.GetBytes(line)) is MapValue map
                && map["part"] is { } index && index.TryGetInt64(out long number) && number is >= 0 and < int.MaxValue
                && map["bytes"] is { } size && size.TryGetInt64(out long bytes) && bytes >= 0
                && map["sha256"]?.AsText() is { Length: ChecksumLength } checksum)
            {
                part = new FinishedPart((int)number, bytes, checksum);
                return true;
            }
        }
        catch (JsonException)
        {
            // Not a line of ours, or half of one.
        }

        return false;
    }
}
