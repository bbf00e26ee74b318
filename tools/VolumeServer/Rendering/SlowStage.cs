using System;
using System.Globalization;
using System.Threading;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Rendering;

/// <summary>A stage of this server that is made slower on purpose, so that what measures can be shown to find it (hidden option --slow-stage).</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class SlowStage : IDisposable
{
    public const string Render = "render";
    public const string Encode = "encode";

    private readonly ManualResetEvent _never = new(false);
    private readonly string _stage;
    private readonly TimeSpan _by;
    private readonly int _every;
    private int _passed;

    /// <param name="stage">Which stage.</param>
    /// <param name="milliseconds">By how much.</param>
    /// <param name="every">Only every so many pictures; 1 = each.</param>
    public SlowStage(string stage, double milliseconds, int every = 1)
    {
        (_stage, _by, _every) = (stage, TimeSpan.FromMilliseconds(milliseconds), every);
    }

    /// <summary>STAGE=MS, or STAGE=MS/EVERY.</summary>
    public static SlowStage? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string[] parts = text.Split('=', '/');
        if (parts.Length is 2 or 3 && parts[0] is Render or Encode
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double ms) && ms is >= 0 and <= 10_000
            && (parts.Length == 2 ? "1" : parts[2]) is var last && int.TryParse(last, CultureInfo.InvariantCulture, out int every) && every > 0)
        {
            return new SlowStage(parts[0], ms, every);
        }

        throw new FathomException(ExitCode.Usage, $"'{text}' cannot be the value of --slow-stage.", "It is not a stage and a time.", "Write render=20, encode=20, or encode=20/8 for every eighth picture.");
    }

    /// <summary>A picture goes through a stage.</summary>
    public void Pass(string stage)
    {
        if (stage == _stage && Interlocked.Increment(ref _passed) % _every == 0)
        {
            _never.WaitOne(_by);
        }
    }

    public void Dispose() => _never.Dispose();
}
