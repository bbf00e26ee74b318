using System;
using Fathom.Decode;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Tests.Hardware;

/// <summary>Stands in for a decoder with a device: each step can be made to fail, and every call and release is noted.</summary>
internal sealed class ScriptedDecoder : IVideoDecoder
{
    private readonly DecoderOptions _options;
    private readonly Script _script;
    private uint? _pending;

    private ScriptedDecoder(DecoderOptions options, Script script)
    {
        _options = options;
        _script = script;
    }

    public string Name => $"{_script.Path} h264";

    internal static DecoderCandidate Candidate(Script script) => new(script.Path, script.Surface, options =>
    {
        script.Log.Add($"{script.Path} open");
        return script.OpenFails is { } why
            ? throw new FathomException(ExitCode.MissingLibrary, $"Cannot open {script.Path}.", why, "Use software.")
            : new ScriptedDecoder(options, script);
    });

    public SubmitResult Submit(in EncodedUnit unit)
    {
        uint sequence = unit.Header.Sequence;
        unit.Buffer.Return();
        SubmitResult result = _script.Submit(sequence);
        _pending = result == SubmitResult.Accepted ? sequence : null;
        return result;
    }

    public ReceiveResult TryReceive(out FrameLease lease)
    {
        lease = default;
        if (_pending is not { } sequence)
        {
            return ReceiveResult.NeedsInput;
        }

        _pending = null;
        ReceiveResult result = _script.Receive(sequence);
        if (result != ReceiveResult.Frame)
        {
            return result;
        }

        var info = new FrameInfo
        {
            Sequence = sequence,
            Layout = PixelLayout.Gray,
            Width = 8,
            Height = 8,
            Surface = new SurfaceHandle(_script.Surface, (nint)sequence + 1),
            Generation = _options.Generation,
            Path = Name,
        };
        return _options.Ledger.TryOpen(info, default, new Backing(_script, sequence), out lease) ? ReceiveResult.Frame : ReceiveResult.NoLeaseFree;
    }

    public void Flush() => _pending = null;

    public void Dispose() => _script.Log.Add($"{_script.Path} close");

    /// <summary>How a fake behaves.</summary>
    internal sealed class Script(string path, SurfaceKind surface, CallLog log)
    {
        internal string Path { get; } = path;

        internal SurfaceKind Surface { get; } = surface;

        internal CallLog Log { get; } = log;

        /// <summary>Why it does not open; null when it does.</summary>
        internal string? OpenFails { get; set; }

        internal Func<uint, SubmitResult> Submit { get; set; } = _ => SubmitResult.Accepted;

        internal Func<uint, ReceiveResult> Receive { get; set; } = _ => ReceiveResult.Frame;
    }

    private sealed class Backing(Script script, uint sequence) : IFrameBacking
    {
        public void Free() => script.Log.Add($"{script.Path} free {sequence}");
    }
}
