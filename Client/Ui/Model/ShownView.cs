using System;
using Fathom.Client.Loop;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>What the picture on the screen shows of the world: its own matrix where it has one, else the camera that the server last told.</summary>
/// <remarks>Threads: main thread.</remarks>
internal static class ShownView
{
    /// <summary>The matrix from world to picture pixels, by x, y and z as displayed; false when nothing is known.</summary>
    /// <param name="state">The loop's state.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="isExact">Whether it is the picture's own.</param>
    public static bool TryGetMatrix(LoopState state, out ViewMatrix matrix, out bool isExact)
    {
        matrix = ViewMatrix.Identity;
        isExact = false;
        if (state.Drawn.IsNull)
        {
            return false;
        }

        ref readonly FrameInfo info = ref state.Drawn.Info;
        if (info.HasView)
        {
            matrix = info.View.WorldToPixel;
            isExact = true;
            return true;
        }

        if (state.Dims is { Ndisplay: 2 } && state.View.Camera.Plane is { HasRect: true } plane)
        {
            double across = info.Width / plane.Width;
            double down = info.Height / plane.Height;

            // A plain server counts y upwards on its canvas.
            matrix = new ViewMatrix(
            [
                across, 0, 0, -plane.Left * across,
                0, -down, 0, info.Height + (plane.Bottom * down),
                0, 0, 1, 0,
                0, 0, 0, 1,
            ]);
            return true;
        }

        return false;
    }

    /// <summary>The data axis that runs along x (0), y (1) or z (2) of the matrix; -1 for none.</summary>
    public static int AxisOf(LoopState state, int place)
    {
        if (!state.Drawn.IsNull && state.Drawn.Info.HasView)
        {
            ReadOnlySpan<byte> displayed = state.Drawn.Info.View.Displayed;
            return place < displayed.Length ? displayed[^(place + 1)] : -1;
        }

        if (state.Dims is not { } dims)
        {
            return -1;
        }

        DimsModel model = state.View.Dims;
        return place < model.Displayed.Length ? model.Displayed[^(place + 1)] : dims.Step.Length - 1 - place;
    }

    /// <summary>
    /// Picture pixels for one unit of the world in the middle of the picture, at the distance of what the camera looks at (of the data's
    /// centre, as long as nobody told the camera); 0 when unknown.
    /// </summary>
    public static double PixelsPerUnit(LoopState state, WorldAxes world, in ViewMatrix matrix)
    {
        bool isPerspective = matrix[3, 0] != 0 || matrix[3, 1] != 0 || matrix[3, 2] != 0;
        double w = isPerspective && state.View.Camera.Volume is { Distance: > 0 } pose ? pose.Distance : matrix[3, 3];
        for (int place = 0; isPerspective && state.View.Camera.Volume is not { Distance: > 0 } && place < 3; place++)
        {
            int axis = AxisOf(state, place);
            w += axis >= 0 && axis < state.View.Dims.Sizes.Length ? matrix[3, place] * world.ValueOf(axis, (state.View.Dims.Sizes[axis] - 1) / 2.0) : 0;
        }

        double sum = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            (double x, _) = DirectionOf(state, matrix, axis);
            sum += x * x;
        }

        return w > 0 ? Math.Sqrt(sum) / w : 0;
    }

    /// <summary>Which way an axis of the world points in the middle of the picture, in pixels to the right and down, up to a common factor.</summary>
    public static (double X, double Y) DirectionOf(LoopState state, in ViewMatrix matrix, int axis)
    {
        double u = state.Drawn.Info.Width / 2.0;
        double v = state.Drawn.Info.Height / 2.0;
        return (matrix[0, axis] - (u * matrix[3, axis]), matrix[1, axis] - (v * matrix[3, axis]));
    }
}
