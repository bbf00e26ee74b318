using System;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Quirks;

/// <summary>What one kind of server does differently from what its protocol suggests. Nothing else in the program knows which kind it talks to.</summary>
public interface IServerQuirks
{
    /// <summary>The kind of server, for people.</summary>
    string Name { get; }

    /// <summary>Whether the first row of a decoded picture is the bottom one.</summary>
    bool PictureIsBottomUp { get; }

    /// <summary>Whether frames keep coming while nothing changes, so that their absence means trouble.</summary>
    bool SendsFramesWhenStill { get; }

    /// <summary>Whether <see cref="PlanePose.Zoom"/> is a scale; else only the rectangle counts.</summary>
    bool PlaneZoomIsScale { get; }

    /// <summary>The least time between two requests for a key frame.</summary>
    TimeSpan KeyframePause { get; }

    /// <summary>Where a zoom is anchored, in the server's pixels and its direction of y.</summary>
    /// <param name="x">Pixels from the left of the upright picture.</param>
    /// <param name="yFromTop">Pixels from its top.</param>
    /// <param name="height">Its height.</param>
    (double X, double Y) ZoomAnchor(double x, double yFromTop, double height);

    /// <summary>The server's zoom factor for a magnification: 2 means twice as large.</summary>
    double ZoomFactor(double magnification);

    /// <summary>Looks at an intent before it is sent: some must never be, some only in another form.</summary>
    UpdateVerdict Review(PropertyKey property, StateValue value, ViewerState state);
}
