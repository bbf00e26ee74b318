using System.Collections.Generic;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>The rows of <see cref="AvLayout"/>. 59, 60 and 61 come from the releases' headers; 62 from the fields of an 8.x header, its rows
/// for hardware contexts from 7.1 (see docs/decode.md for which were run).</summary>
internal static class AvLayoutTable
{
    internal static IEnumerable<AvLayout> Rows
    {
        get
        {
            AvLayout fiftyNine = new()
            {
                Version = AvVersion.Known[3],
                FramePictType = 124,
                FrameSampleAspectRatio = 128,
                FrameOpaque = 176,
                FrameBuf = 224,
                FrameFlags = 316,
                FrameColorRange = 320,
                FrameColorPrimaries = 324,
                FrameColorTrc = 328,
                FrameColorspace = 332,
                FrameChromaLocation = 336,
                FrameBestEffortTimestamp = 344,
                FrameDecodeErrorFlags = 376,
                FrameHwFramesCtx = 392,
                FrameCropTop = 408,
                ContextFlags = 76,
                ContextFlags2 = 80,
                ContextExtradata = 88,
                ContextExtradataSize = 96,
                ContextTimeBase = 100,
                ContextWidth = 116,
                ContextPixFmt = 136,
                ContextGopSize = 132,
                ContextMaxBFrames = 160,
                ContextThreadCount = 636,
                ContextThreadType = 640,
                ContextColorRange = 336,
                ContextColorspace = 332,
                ContextHwaccelFlags = 880,
                ContextExtraHwFrames = 888,
                ContextHwDeviceCtx = 872,
                ContextGetFormat = 152,
                ContextGetBuffer2 = 408,
            };
            AvLayout sixty = fiftyNine with
            {
                Version = AvVersion.Known[2],
                ContextHwaccelFlags = 872,
                ContextExtraHwFrames = 880,
                ContextHwDeviceCtx = 864,
            };
            AvLayout sixtyOne = new()
            {
                Version = AvVersion.Known[1],
                FramePictType = 124,
                FrameSampleAspectRatio = 128,
                FrameOpaque = 168,
                FrameBuf = 200,
                FrameFlags = 292,
                FrameColorRange = 296,
                FrameColorPrimaries = 300,
                FrameColorTrc = 304,
                FrameColorspace = 308,
                FrameChromaLocation = 312,
                FrameBestEffortTimestamp = 320,
                FrameDecodeErrorFlags = 344,
                FrameHwFramesCtx = 352,
                FrameCropTop = 368,
                ContextFlags = 64,
                ContextFlags2 = 68,
                ContextExtradata = 72,
                ContextExtradataSize = 80,
                ContextTimeBase = 84,
                ContextWidth = 116,
                ContextPixFmt = 140,
                ContextGopSize = 332,
                ContextMaxBFrames = 200,
                ContextThreadCount = 656,
                ContextThreadType = 660,
                ContextColorRange = 160,
                ContextColorspace = 156,
                ContextHwaccelFlags = 568,
                ContextExtraHwFrames = 572,
                ContextHwDeviceCtx = 560,
                ContextGetFormat = 192,
                ContextGetBuffer2 = 408,
            };
            AvLayout sixtyTwo = sixtyOne with
            {
                Version = AvVersion.Known[0],
                FramePictType = 120,
                FrameSampleAspectRatio = 124,
                FrameBuf = 184,
                FrameFlags = 276,
                FrameColorRange = 280,
                FrameColorPrimaries = 284,
                FrameColorTrc = 288,
                FrameColorspace = 292,
                FrameChromaLocation = 296,
                FrameBestEffortTimestamp = 304,
                FrameDecodeErrorFlags = 320,
                FrameHwFramesCtx = 328,
                FrameCropTop = 344,
                ContextWidth = 112,
                ContextPixFmt = 136,
                ContextColorRange = 156,
                ContextColorspace = 152,
            };
            return [sixtyTwo, sixtyOne, sixty, fiftyNine];
        }
    }
}
