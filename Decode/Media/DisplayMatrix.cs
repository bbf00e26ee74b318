using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode.Media;

/// <summary>How a file asks to be turned when it is shown. Streams kept that as side data up to avformat 60, their parameters do so since 61.</summary>
internal static unsafe class DisplayMatrix
{
    private const int Entries = 9;

    internal static (double Turned, bool Mirrored) Read(byte* stream, byte* parameters, MediaLayout layout)
    {
        nuint size = 0;
        int* matrix = layout.ParametersSideData == 0
            ? (int*)LibAvFormat.av_stream_get_side_data(stream, LibAvCodec.AV_PKT_DATA_DISPLAYMATRIX, &size)
            : OfParameters(parameters + layout.ParametersSideData, out size);
        if (matrix == null || size < Entries * sizeof(int))
        {
            return (0, false);
        }

        // FFmpeg's angle is counterclockwise, and not a number for a matrix of zeros.
        double degrees = -LibAvUtil.av_display_rotation_get(matrix);
        bool mirrored = ((long)matrix[0] * matrix[4]) - ((long)matrix[1] * matrix[3]) < 0;
        return (double.IsFinite(degrees) ? degrees + 0.0 : 0, mirrored);
    }

    private static int* OfParameters(byte* place, out nuint size)
    {
        size = 0;
        byte* all = *(byte**)place;
        byte** found = all == null ? null : LibAvCodec.av_packet_side_data_get(all, *(int*)(place + sizeof(nint)), LibAvCodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (found == null)
        {
            return null;
        }

        // A pointer and behind it its size.
        size = (nuint)found[1];
        return (int*)found[0];
    }
}
