namespace Fathom.Decode.Native.FFmpeg;

/// <summary>Reads the layout of a pool's surfaces. Its place moved between releases, so it is found in a fresh pool, where both formats are "none".</summary>
internal static unsafe class AvHwFrames
{
    private const int First = 32;
    private const int Last = 72;

    /// <summary>The place of sw_format in AVHWFramesContext; -1 when it is not found.</summary>
    /// <param name="device">An AVBufferRef of a device.</param>
    internal static int FindSoftwareFormat(void* device)
    {
        void* frames = LibAvUtil.av_hwframe_ctx_alloc(device);
        if (frames == null)
        {
            return -1;
        }

        byte* context = DataOf(frames);
        int found = -1;
        for (int offset = First; offset <= Last && found < 0; offset += sizeof(int))
        {
            // format and sw_format, and behind them a width and a height of zero.
            int* at = (int*)(context + offset);
            found = at[0] == LibAvUtil.AV_PIX_FMT_NONE && at[1] == LibAvUtil.AV_PIX_FMT_NONE && at[2] == 0 && at[3] == 0 ? offset + sizeof(int) : -1;
        }

        LibAvUtil.av_buffer_unref(&frames);
        return found;
    }

    /// <summary>The AVPixelFormat of the samples in a pool.</summary>
    internal static int SoftwareFormat(void* frames, int place) => *(int*)(DataOf(frames) + place);

    private static byte* DataOf(void* reference) => *(byte**)((byte*)reference + AvLayout.BufferRefData);
}
