using Fathom.Client.Loop;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>A point of a picture whose values are asked for.</summary>
/// <param name="Session">Whose picture; revisions of two servers must not be taken for each other.</param>
/// <param name="Revision">Which picture.</param>
/// <param name="Column">Picture pixels from the left.</param>
/// <param name="Row">Picture pixels from the top.</param>
internal sealed record ProbePoint(string Session, long Revision, double Column, double Row)
{
    /// <summary>Whether the picture on the screen is the one that this is a point of.</summary>
    public bool IsOf(LoopState state) => state.Session?.Info.Id == Session && !state.Drawn.IsNull && state.Drawn.Info is { HasView: true } info && info.View.Revision == Revision;

    /// <summary>The question to the server, by the picture's own view; null where there is none to ask: a volume that still moves, a view without an inverse.</summary>
    public static MapValue? Question(in FrameInfo info, double column, double row)
    {
        FrameView view = info.View;
        if (!view.WorldToPixel.TryInvert(out ViewMatrix inverse) || view.DisplayedCount < 2)
        {
            return null;
        }

        MapValue question = MapValue.Of(("step", view.Step.ToArray()), ("revision", view.Revision));
        if (view.DisplayedCount == 2)
        {
            inverse.TryTransform(column, row, 0, out double x, out double y, out _);
            return question.With("position", OnAxes(view, [x, y], StateValue.Null));
        }

        return view.Quality is FrameQuality.Refined or FrameQuality.Lossless ? question.With("level", view.Level).With("ray", Ray(view, inverse, column, row)) : null;
    }

    /// <summary>The line of sight through a pixel: from the eye for a perspective, through and through for a parallel projection.</summary>
    private static MapValue Ray(in FrameView view, in ViewMatrix inverse, double column, double row)
    {
        // The depth of the plane through the camera's centre is 0. In a perspective 0.5 lies twice as far from the eye, so the eye lies as far on the other side.
        const double Behind = 0.5;
        inverse.TryTransform(column, row, 0, out double x, out double y, out double z);
        inverse.TryTransform(column, row, Behind, out double x2, out double y2, out double z2);
        ViewMatrix matrix = view.WorldToPixel;
        bool isPerspective = matrix[3, 0] != 0 || matrix[3, 1] != 0 || matrix[3, 2] != 0;
        double[] direction = [x2 - x, y2 - y, z2 - z];
        double[] origin = isPerspective ? [x - direction[0], y - direction[1], z - direction[2]] : [x, y, z];
        return MapValue.Of(("origin", OnAxes(view, origin, StateValue.Null)), ("direction", OnAxes(view, direction, 0.0)), ("both_ways", !isPerspective));
    }

    /// <summary>Numbers along x, y and z of the picture on the data's axes.</summary>
    private static ListValue OnAxes(in FrameView view, double[] numbers, StateValue otherwise)
    {
        var values = new StateValue[view.AxisCount];
        System.Array.Fill(values, otherwise);
        for (int place = 0; place < numbers.Length && place < view.DisplayedCount; place++)
        {
            values[view.Displayed[^(place + 1)]] = numbers[place];
        }

        return new ListValue([.. values]);
    }
}
