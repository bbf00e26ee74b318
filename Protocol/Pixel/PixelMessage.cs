using System;

namespace Fathom.Protocol.Pixel;

/// <summary>Takes a message of the pixel channel apart, and puts one together: header, view block (if negotiated), access unit.</summary>
public static class PixelMessage
{
    /// <summary>Room enough for the header and the longest view block.</summary>
    public const int MaxPrefixSize = PixelHeader.Size + FrameView.MaxSize;

    /// <summary>Finds the parts of a message without copying or allocating.</summary>
    /// <param name="message">The whole binary message.</param>
    /// <param name="viewNegotiated">Whether <c>pixel.frame_view</c> is on for this socket. Without it the last 16 bits of the header mean nothing.</param>
    /// <param name="header">The header.</param>
    /// <param name="view">What the frame shows, if <paramref name="hasView"/>.</param>
    /// <param name="hasView">Whether there was a view block that we understand.</param>
    /// <param name="payloadOffset">Where the access unit begins; it may be empty.</param>
    /// <param name="error">
    /// The reason for <c>false</c>. On <c>true</c>, not <see cref="PixelError.None"/> when a view block was skipped: the picture is good, only what it shows is not known.
    /// </param>
    public static bool TryParse(
        ReadOnlySpan<byte> message,
        bool viewNegotiated,
        out PixelHeader header,
        out FrameView view,
        out bool hasView,
        out int payloadOffset,
        out PixelError error)
    {
        view = default;
        hasView = false;
        payloadOffset = PixelHeader.Size;
        if (!PixelHeader.TryRead(message, out header, out error))
        {
            payloadOffset = 0;
            return false;
        }

        if (!viewNegotiated || header.ViewLength == 0)
        {
            return true;
        }

        if (message.Length - PixelHeader.Size < header.ViewLength)
        {
            payloadOffset = 0;
            error = PixelError.ViewTruncated;
            return false;
        }

        payloadOffset += header.ViewLength;
        hasView = FrameView.TryRead(message.Slice(PixelHeader.Size, header.ViewLength), out view, out error);
        return true;
    }

    /// <summary>Writes a plain header (no view block) and returns its length.</summary>
    public static int WritePrefix(Span<byte> destination, in PixelHeader header)
    {
        (header with { ViewLength = 0 }).Write(destination);
        return PixelHeader.Size;
    }

    /// <summary>Writes the header and the view block, for a peer that negotiated it, and returns their length.</summary>
    public static int WritePrefix(Span<byte> destination, in PixelHeader header, in FrameView view)
    {
        int length = view.Write(destination[PixelHeader.Size..]);
        (header with { ViewLength = (ushort)length }).Write(destination);
        return PixelHeader.Size + length;
    }
}
