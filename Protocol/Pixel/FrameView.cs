using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fathom.Protocol.Pixel;

/// <summary>
/// What a frame shows: the view block that follows the header when <c>pixel.frame_view</c> was negotiated.
/// A value without heap references, so that it can travel with a frame at no cost.
/// </summary>
/// <remarks>
/// <code>
/// offset  size  field (big-endian)
///      0     1  version = 1
///      1     1  A, number of axes (0 to 8)
///      2     1  D, number of displayed axes (0 to A)
///      3     1  quality
///      4     4  level, i32
///      8     8  state revision, i64
///     16    20  render start, render end, encode start, encode end, send: i32 µs relative to the header's timestamp
///     36   128  world → pixel, 4×4 f64, row-major
///    164   4·A  step along each axis, i32
///  164+4·A   D  displayed axes, u8 each, outermost first
/// </code>
/// Bytes after these belong to later revisions of version 1 and are ignored.
/// </remarks>
public struct FrameView : IEquatable<FrameView>
{
    /// <summary>The version that this program writes and understands.</summary>
    public const byte CurrentVersion = 1;

    /// <summary>The most axes that a view can describe.</summary>
    public const int MaxAxes = 8;

    /// <summary>The length of the longest block that this version writes.</summary>
    public const int MaxSize = FixedSize + (5 * MaxAxes);

    private const int FixedSize = 164;
    private const int TimesOffset = 16;
    private const int MatrixOffset = 36;

    private AxisNumbers _step;
    private AxisBytes _displayed;
    private byte _axisCount;
    private byte _displayedCount;

    /// <summary>Describes a frame.</summary>
    /// <param name="step">The index along each axis, at most <see cref="MaxAxes"/>.</param>
    /// <param name="displayed">The displayed axes, outermost first, as in <c>notify.dims</c>.</param>
    /// <exception cref="ArgumentException">Too many axes, or a displayed axis that does not exist.</exception>
    public FrameView(ReadOnlySpan<int> step, ReadOnlySpan<int> displayed)
    {
        if (step.Length > MaxAxes || displayed.Length > step.Length)
        {
            throw new ArgumentException($"A frame view holds at most {MaxAxes} axes, and displays no more than it has.", nameof(step));
        }

        _axisCount = (byte)step.Length;
        _displayedCount = (byte)displayed.Length;
        step.CopyTo(_step);
        for (int i = 0; i < displayed.Length; i++)
        {
            if ((uint)displayed[i] >= (uint)step.Length)
            {
                throw new ArgumentException($"Axis {displayed[i]} cannot be displayed: there are {step.Length}.", nameof(displayed));
            }

            _displayed[i] = (byte)displayed[i];
        }

        WorldToPixel = ViewMatrix.Identity;
    }

    /// <summary>The server's state revision: the frame shows every intent whose acknowledgement carries this one or a smaller one.</summary>
    public long Revision { get; set; }

    /// <summary>From the world, along the displayed axes, to pixels.</summary>
    public ViewMatrix WorldToPixel { get; set; }

    /// <summary>The level of the multiscale pyramid that was drawn.</summary>
    public int Level { get; set; }

    /// <summary>How good the picture is.</summary>
    public FrameQuality Quality { get; set; }

    /// <summary>The server's stage times.</summary>
    public StageTimes Times { get; set; }

    /// <summary>The number of axes.</summary>
    public readonly int AxisCount => _axisCount;

    /// <summary>The number of displayed axes.</summary>
    public readonly int DisplayedCount => _displayedCount;

    /// <summary>The index along each axis.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<int> Step => ((ReadOnlySpan<int>)_step)[.._axisCount];

    /// <summary>The displayed axes, outermost first.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Displayed => ((ReadOnlySpan<byte>)_displayed)[.._displayedCount];

    /// <summary>The length of this view's block in bytes.</summary>
    public readonly int Size => FixedSize + (4 * _axisCount) + _displayedCount;

    /// <summary>Reads a block of exactly the length that the header announced.</summary>
    public static bool TryRead(ReadOnlySpan<byte> block, out FrameView view, out PixelError error)
    {
        view = default;
        error = block.IsEmpty ? PixelError.ViewTruncated
            : block[0] != CurrentVersion ? PixelError.ViewVersionUnknown
            : block.Length < FixedSize ? PixelError.ViewTruncated
            : PixelError.None;
        if (error != PixelError.None)
        {
            return false;
        }

        int axes = block[1];
        int displayed = block[2];
        if (axes > MaxAxes || displayed > axes)
        {
            error = PixelError.ViewAxesInvalid;
            return false;
        }

        if (block.Length < FixedSize + (4 * axes) + displayed)
        {
            error = PixelError.ViewTruncated;
            return false;
        }

        view._axisCount = (byte)axes;
        view._displayedCount = (byte)displayed;
        error = view.ReadBody(block);
        if (error != PixelError.None)
        {
            view = default;
            return false;
        }

        return true;
    }

    /// <summary>Writes the block to the start of <paramref name="destination"/>, which must hold <see cref="Size"/> bytes, and returns its length.</summary>
    public readonly int Write(Span<byte> destination)
    {
        Span<byte> block = destination[..Size];
        block[0] = CurrentVersion;
        block[1] = _axisCount;
        block[2] = _displayedCount;
        block[3] = (byte)Quality;
        BinaryPrimitives.WriteInt32BigEndian(block[4..], Level);
        BinaryPrimitives.WriteInt64BigEndian(block[8..], Revision);
        BinaryPrimitives.WriteInt32BigEndian(block[TimesOffset..], Times.RenderStart);
        BinaryPrimitives.WriteInt32BigEndian(block[(TimesOffset + 4)..], Times.RenderEnd);
        BinaryPrimitives.WriteInt32BigEndian(block[(TimesOffset + 8)..], Times.EncodeStart);
        BinaryPrimitives.WriteInt32BigEndian(block[(TimesOffset + 12)..], Times.EncodeEnd);
        BinaryPrimitives.WriteInt32BigEndian(block[(TimesOffset + 16)..], Times.Send);
        ViewMatrix matrix = WorldToPixel;
        ReadOnlySpan<double> elements = matrix.AsSpan();
        for (int i = 0; i < elements.Length; i++)
        {
            BinaryPrimitives.WriteDoubleBigEndian(block[(MatrixOffset + (8 * i))..], elements[i]);
        }

        for (int i = 0; i < _axisCount; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(block[(FixedSize + (4 * i))..], _step[i]);
        }

        Displayed.CopyTo(block[(FixedSize + (4 * _axisCount))..]);
        return block.Length;
    }

    /// <inheritdoc/>
    public readonly bool Equals(FrameView other) =>
        Revision == other.Revision && Level == other.Level && Quality == other.Quality && Times == other.Times
        && WorldToPixel == other.WorldToPixel && Step.SequenceEqual(other.Step) && Displayed.SequenceEqual(other.Displayed);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is FrameView other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Revision, Level, Times, _axisCount, _displayedCount);

    /// <summary>Whether two views describe the same.</summary>
    public static bool operator ==(FrameView left, FrameView right) => left.Equals(right);

    /// <summary>Whether two views differ.</summary>
    public static bool operator !=(FrameView left, FrameView right) => !left.Equals(right);

    private PixelError ReadBody(ReadOnlySpan<byte> block)
    {
        Quality = block[3] <= (byte)FrameQuality.Lossless ? (FrameQuality)block[3] : FrameQuality.Unknown;
        Level = BinaryPrimitives.ReadInt32BigEndian(block[4..]);
        Revision = BinaryPrimitives.ReadInt64BigEndian(block[8..]);
        Times = new StageTimes(
            BinaryPrimitives.ReadInt32BigEndian(block[TimesOffset..]),
            BinaryPrimitives.ReadInt32BigEndian(block[(TimesOffset + 4)..]),
            BinaryPrimitives.ReadInt32BigEndian(block[(TimesOffset + 8)..]),
            BinaryPrimitives.ReadInt32BigEndian(block[(TimesOffset + 12)..]),
            BinaryPrimitives.ReadInt32BigEndian(block[(TimesOffset + 16)..]));
        ViewMatrix matrix = default;
        Span<double> elements = matrix.Writable();
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = BinaryPrimitives.ReadDoubleBigEndian(block[(MatrixOffset + (8 * i))..]);
        }

        WorldToPixel = matrix;
        for (int i = 0; i < _axisCount; i++)
        {
            _step[i] = BinaryPrimitives.ReadInt32BigEndian(block[(FixedSize + (4 * i))..]);
        }

        ReadOnlySpan<byte> displayed = block.Slice(FixedSize + (4 * _axisCount), _displayedCount);
        displayed.CopyTo(_displayed);
        return displayed.ContainsAnyExceptInRange((byte)0, (byte)Math.Max(_axisCount - 1, 0)) ? PixelError.ViewAxesInvalid
            : matrix.IsFinite ? PixelError.None
            : PixelError.ViewMatrixInvalid;
    }

    [InlineArray(MaxAxes)]
    private struct AxisNumbers
    {
        private int _first;
    }

    [InlineArray(MaxAxes)]
    private struct AxisBytes
    {
        private byte _first;
    }
}
