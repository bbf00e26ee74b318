using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Client.Commands;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;

namespace Fathom.Client.Hosting;

/// <summary>Says in the texts of a PNG file what the picture shows and where it is from, so that it can be found again.</summary>
internal static class PictureProvenance
{
    /// <summary>The texts for the picture on screen; there must be one.</summary>
    /// <param name="state">What the loop knows.</param>
    /// <param name="server">The state channel; user, password and query are left out.</param>
    /// <param name="askedRevision">The newest revision that an answer named; null without one.</param>
    /// <param name="now">The time of the picture.</param>
    /// <param name="overlays">What lies over the picture; null for nothing.</param>
    public static List<KeyValuePair<string, string>> Describe(LoopState state, Uri server, long? askedRevision, DateTimeOffset now, IEnumerable<OverlayReport>? overlays = null)
    {
        FrameInfo info = state.Exact is { } exact ? Of(exact) : state.Shown.Info;
        var texts = new List<KeyValuePair<string, string>>
        {
            new("Software", "Fathom " + ProductVersion.Text),
            new("Creation Time", now.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)),
            new("fathom.server", Public(server)),
            new("fathom.sequence", Text(info.Sequence)),
            new("fathom.server_time", Text(info.ServerTimestamp)),
            new("fathom.picture_size", $"{Text(info.Width)}x{Text(info.Height)}"),
            new("fathom.colors", state.Exact is null ? $"{info.Color.Matrix} {info.Color.Range} {info.Color.Siting}" : "RGB"),
            new("fathom.decoder", info.Path ?? ""),
        };
        if (state.Stream is { } stream && state.Exact is null)
        {
            texts.Add(new("fathom.codec", stream.Codec));
        }

        AddDims(texts, state);
        AddCamera(texts, state.View.Camera);
        if (info.HasView)
        {
            AddView(texts, info.View, askedRevision);
        }

        texts.AddRange((overlays ?? []).Where(static overlay => overlay.Spec.Visible).Select(static overlay => overlay.Provenance()));
        return texts;
    }

    /// <summary>A picture that the server drew for us alone came through no stream.</summary>
    private static FrameInfo Of(ExactPicture exact) => new()
    {
        ServerTimestamp = exact.Timestamp,
        HasView = true,
        View = exact.View,
        Width = exact.Image.Width,
        Height = exact.Image.Height,
        Path = "lossless still",
    };

    /// <summary>Scheme, host, port and path: a query may hold a token.</summary>
    internal static string Public(Uri server) => server.GetComponents(UriComponents.Scheme | UriComponents.HostAndPort | UriComponents.Path, UriFormat.UriEscaped);

    private static void AddDims(List<KeyValuePair<string, string>> texts, LoopState state)
    {
        if (state.Dims is { } dims)
        {
            texts.Add(new("fathom.axes", string.Join(',', dims.AxisLabels)));
            texts.Add(new("fathom.ndisplay", Text(dims.Ndisplay)));

            // The frame's own step, where it has one, follows and counts more: this is what the server last said.
            texts.Add(new("fathom.told_step", string.Join(',', dims.Step)));
        }
    }

    private static void AddCamera(List<KeyValuePair<string, string>> texts, CameraModel camera)
    {
        if (camera.Plane is { } plane)
        {
            texts.Add(new("fathom.camera.plane", Join(plane.CenterX, plane.CenterY, plane.Left, plane.Bottom, plane.Width, plane.Height, plane.Zoom)));
        }

        if (camera.Volume is { } volume)
        {
            texts.Add(new(
                "fathom.camera.volume",
                Join(volume.CenterX, volume.CenterY, volume.CenterZ, volume.Azimuth, volume.Elevation, volume.Roll, volume.Distance, volume.FieldOfView)));
        }
    }

    private static void AddView(List<KeyValuePair<string, string>> texts, FrameView view, long? askedRevision)
    {
        texts.Add(new("fathom.revision", Text(view.Revision)));
        if (askedRevision is { } asked)
        {
            texts.Add(new("fathom.asked_revision", Text(asked)));
        }

        texts.Add(new("fathom.step", string.Join(',', view.Step.ToArray())));
        texts.Add(new("fathom.displayed", string.Join(',', view.Displayed.ToArray())));
        texts.Add(new("fathom.level", Text(view.Level)));
        texts.Add(new("fathom.quality", view.Quality.ToString()));
        texts.Add(new("fathom.world_to_pixel", Join(view.WorldToPixel.AsSpan())));
    }

    private static string Join(params ReadOnlySpan<double> values) => string.Join(' ', values.ToArray().Select(static value => Text(value)));

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
