namespace Fathom.Decode.Native.FFmpeg;

/// <summary>An AVFrame seen through the layout in use. Owns nothing.</summary>
internal readonly unsafe struct AvFrameRef
{
    private readonly byte* _frame;
    private readonly AvLayout _layout;

    internal AvFrameRef(byte* frame, AvLayout layout)
    {
        _frame = frame;
        _layout = layout;
    }

    internal ref int Width => ref *(int*)(_frame + AvLayout.FrameWidth);

    internal ref int Height => ref *(int*)(_frame + AvLayout.FrameHeight);

    internal ref int Format => ref *(int*)(_frame + AvLayout.FrameFormat);

    internal ref long Pts => ref *(long*)(_frame + AvLayout.FramePts);

    /// <summary>The time of the packet, or what the library makes of its neighbours where it had none.</summary>
    internal long BestEffortPts => *(long*)(_frame + _layout.FrameBestEffortTimestamp);

    internal ref int PictType => ref *(int*)(_frame + _layout.FramePictType);

    internal int ColorRange => *(int*)(_frame + _layout.FrameColorRange);

    internal int Colorspace => *(int*)(_frame + _layout.FrameColorspace);

    internal int ChromaLocation => *(int*)(_frame + _layout.FrameChromaLocation);

    internal int DecodeErrorFlags => *(int*)(_frame + _layout.FrameDecodeErrorFlags);

    /// <summary>The AVBufferRef of the surface pool; null for planes in memory.</summary>
    internal byte* HwFramesCtx => *(byte**)(_frame + _layout.FrameHwFramesCtx);

    /// <summary>Columns and rows that a device cannot cut off above and on the left.</summary>
    internal bool IsCutAboveOrLeft => *(nuint*)(_frame + _layout.FrameCropTop) != 0 || *(nuint*)(_frame + _layout.FrameCropTop + (2 * sizeof(nuint))) != 0;

    internal byte** Data => (byte**)(_frame + AvLayout.FrameData);

    internal int* Linesize => (int*)(_frame + AvLayout.FrameLinesize);
}
