using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Recording;

/// <summary>What was decided about each frame of a replay, in the order in which it was: a line each, a hash of all lines, and the counts.</summary>
/// <remarks>Threads: one.</remarks>
internal sealed class DecisionLog : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Action<string>? _lines;

    /// <summary>Creates an empty log.</summary>
    /// <param name="lines">Gets the lines too; null for nobody.</param>
    public DecisionLog(Action<string>? lines)
    {
        _lines = lines;
    }

    /// <summary>Frames that came.</summary>
    public long ReceivedFrames { get; private set; }

    /// <summary>Frames that were shown.</summary>
    public long ShownFrames { get; private set; }

    /// <summary>Frames that were not, by reason.</summary>
    public DropCounters Drops { get; } = new();

    /// <summary>Exact repeats that came.</summary>
    public long Stills { get; private set; }

    /// <summary>Exact repeats that were shown.</summary>
    public long ShownStills { get; private set; }

    /// <summary>Messages that make no sense.</summary>
    public long BadMessages { get; private set; }

    /// <summary>Lines so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether each frame that came was shown or dropped, once.</summary>
    public bool IsAccounted => ReceivedFrames == ShownFrames + Drops.Total;

    /// <summary>SHA-256 of all lines so far, each with its line feed.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>A frame came.</summary>
    public void Received() => ReceivedFrames++;

    /// <summary>A still came.</summary>
    public void Still() => Stills++;

    /// <summary>A message came that makes no sense.</summary>
    public void Bad() => BadMessages++;

    /// <summary>A frame goes to the screen.</summary>
    public void Shown(TimeSpan now, in FrameInfo info, in TakenFrame taken)
    {
        bool isStill = info.HasView && info.View.Quality == FrameQuality.Lossless;
        ShownFrames += isStill ? 0 : 1;
        ShownStills += isStill ? 1 : 0;
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{now.TotalMilliseconds:0.000} {(isStill ? "still" : "frame")} {info.Sequence} shown due {(taken.Due - taken.Ready) * 1000:+0.000;-0.000;0.000} {taken.Choice}"));
    }

    /// <summary>A frame will not be shown.</summary>
    public void Dropped(TimeSpan now, uint sequence, DropReason reason, bool isStill)
    {
        if (!isStill)
        {
            Drops.Add(reason);
        }

        Write(string.Create(CultureInfo.InvariantCulture, $"{now.TotalMilliseconds:0.000} {(isStill ? "still" : "frame")} {sequence} dropped {DropCounters.Names[(int)reason]}"));
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Write(string line)
    {
        Count++;
        _hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        _lines?.Invoke(line + "\n");
    }
}
