using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Server;

/// <summary>One move of the driver, in milliseconds: from the intent to the last byte of the first frame that shows it, and where the time went.</summary>
internal readonly record struct SoakMove(double Total, double ToRender, double Render, double ToEncode, double Encode, double ToSend, double ToArrive)
{
    /// <summary>Of the frame that showed it.</summary>
    /// <param name="start">When the intent was sent, on the server's clock.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="times">The frame's stage times.</param>
    /// <param name="arrived">When its last byte had come.</param>
    public static SoakMove Of(double start, PixelHeader header, StageTimes times, double arrived)
    {
        double encoded = header.Timestamp;
        return new SoakMove(
            (arrived - start) * 1000,
            ((encoded - start) * 1000) + (times.RenderStart / 1000.0),
            (times.RenderEnd - times.RenderStart) / 1000.0,
            (times.EncodeStart - times.RenderEnd) / 1000.0,
            -times.EncodeStart / 1000.0,
            times.Send / 1000.0,
            ((arrived - encoded) * 1000) - (times.Send / 1000.0));
    }

    /// <summary>What 95 of 100 moves stay below.</summary>
    public static double P95(IReadOnlyList<SoakMove> moves) =>
        moves.Select(static move => move.Total).Order().ElementAt((int)Math.Ceiling(0.95 * moves.Count) - 1);

    /// <summary>The mean of each stage, of all and of the slowest tenth.</summary>
    public static string Describe(IReadOnlyList<SoakMove> moves)
    {
        SoakMove[] slowest = [.. moves.OrderByDescending(static move => move.Total).Take(Math.Max(1, moves.Count / 10))];
        return $"all {Stages(moves)}, slowest tenth {Stages(slowest)}";
    }

    private static string Stages(IReadOnlyList<SoakMove> moves) => FormattableString.Invariant(
        $"{moves.Average(m => m.Total):0.0} = {moves.Average(m => m.ToRender):0.0} to render + {moves.Average(m => m.Render):0.0} + {moves.Average(m => m.ToEncode):0.0} to encode + {moves.Average(m => m.Encode):0.0} + {moves.Average(m => m.ToSend):0.0} to send + {moves.Average(m => m.ToArrive):0.0} to arrive");
}
