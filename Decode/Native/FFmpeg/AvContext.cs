using System;
using System.Globalization;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>Owns one AVCodecContext. Everything with an option is set through it: options do not move between releases.</summary>
internal sealed unsafe class AvContext : IDisposable
{
    private byte* _context;

    /// <summary>Allocates a context with the codec's defaults.</summary>
    internal AvContext(void* codec)
    {
        _context = LibAvCodec.avcodec_alloc_context3(codec);
        if (_context == null)
        {
            throw new InsufficientMemoryException("FFmpeg could not allocate a codec context.");
        }
    }

    internal byte* Pointer => _context;

    /// <summary>Sets an option of the context or of the codec's own; false when this release or codec does not have it.</summary>
    internal bool TrySet(string name, string value) => LibAvUtil.av_opt_set(_context, name, value, LibAvUtil.AV_OPT_SEARCH_CHILDREN) >= 0;

    /// <summary>Sets an option without text.</summary>
    internal bool TrySet(string name, long value) => LibAvUtil.av_opt_set_int(_context, name, value, LibAvUtil.AV_OPT_SEARCH_CHILDREN) >= 0;

    /// <summary>Sets an option that must be there.</summary>
    internal void Set(string name, string value)
    {
        int result = LibAvUtil.av_opt_set(_context, name, value, LibAvUtil.AV_OPT_SEARCH_CHILDREN);
        if (result < 0)
        {
            throw new FathomException(
                ExitCode.MissingLibrary,
                $"Cannot set FFmpeg's option {name} to {value}.",
                $"FFmpeg: {AvError.Text(result)}.",
                "Use the FFmpeg of your distribution, or report the output of tools/LayoutProbe.");
        }
    }

    /// <summary>Sets an option that must be there.</summary>
    internal void Set(string name, long value) => Set(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Opens the codec; the answer is FFmpeg's.</summary>
    internal int Open(void* codec) => LibAvCodec.avcodec_open2(_context, codec, null);

    /// <summary>Takes everything that a file says about a stream. False when there is no memory for it.</summary>
    internal bool TryTake(nint parameters) => LibAvCodec.avcodec_parameters_to_context(_context, (byte*)parameters) >= 0;

    /// <summary>Sets the parameter sets that came outside the stream. FFmpeg frees the copy with the context.</summary>
    internal void SetExtradata(AvLayout layout, ReadOnlySpan<byte> data)
    {
        byte* copy = (byte*)LibAvUtil.av_mallocz((nuint)data.Length + NativeBuffer.Padding);
        if (copy == null)
        {
            throw new InsufficientMemoryException("FFmpeg could not allocate the stream's parameter sets.");
        }

        data.CopyTo(new Span<byte>(copy, data.Length));
        *(byte**)(_context + layout.ContextExtradata) = copy;
        *(int*)(_context + layout.ContextExtradataSize) = data.Length;
    }

    public void Dispose()
    {
        byte* context = _context;
        _context = null;
        if (context != null)
        {
            LibAvCodec.avcodec_free_context(&context);
        }
    }
}
