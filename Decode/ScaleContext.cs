using System;
using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>One swscale context for one pair of formats; made anew when something changes.</summary>
internal sealed unsafe class ScaleContext : IDisposable
{
    private const int One = 1 << 16;

    private void* _context;
    private Key _key;

    /// <summary>The context for a conversion; null when FFmpeg does not support it.</summary>
    internal void* For(in Key key)
    {
        if (_context != null && key == _key)
        {
            return _context;
        }

        Dispose();
        _context = LibSwScale.sws_getContext(
            key.Width, key.Height, key.From, key.TargetWidth, key.TargetHeight, key.To, key.Flags, null, null, null);
        _key = key;
        if (_context != null)
        {
            int* coefficients = LibSwScale.sws_getCoefficients(key.Matrix);

            // RGB is always full range; only the YUV side's range is a question. Not supported (gray, RGB to RGB) is not an error.
            _ = LibSwScale.sws_setColorspaceDetails(_context, coefficients, key.FromFull ? 1 : 0, coefficients, key.ToFull ? 1 : 0, 0, One, One);
        }

        return _context;
    }

    public void Dispose()
    {
        void* context = _context;
        _context = null;
        if (context != null)
        {
            LibSwScale.sws_freeContext(context);
        }
    }

    /// <summary>What a context is made for.</summary>
    internal readonly record struct Key(
        int Width, int Height, int TargetWidth, int TargetHeight, int From, int To, int Matrix, bool FromFull, bool ToFull, int Flags);
}
