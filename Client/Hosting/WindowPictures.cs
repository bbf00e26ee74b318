using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Hosting;

/// <summary>Saves what is on screen when the user asks: the picture without panels, with what it shows and where it is from.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class WindowPictures
{
    private readonly WindowScreen _screen;
    private readonly Uri _server;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;

    /// <summary>Creates it.</summary>
    public WindowPictures(WindowScreen screen, Uri server, TimeProvider time, Action<string> say)
    {
        _screen = screen;
        _server = server;
        _time = time;
        _say = say;
    }

    /// <summary>Where pictures go: the folder in which the program was started.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>What lies over the picture.</summary>
    public Func<IEnumerable<OverlayReport>> Overlays { get; set; } = static () => [];

    /// <summary>Saves the picture and says where it is, or why not. Null when there is none.</summary>
    public string? Save(LoopState state, long? askedRevision)
    {
        if (state.Shown.IsNull)
        {
            _say("there is no picture to save yet.");
            return null;
        }

        DateTimeOffset now = _time.GetUtcNow();
        string path = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"fathom-{now:yyyyMMdd-HHmmss-fff}.png"));
        state.Shown.Acquire(LeaseRole.Renderer);
        CapturedImage image = _screen.Capture(state.Shown);

        // The back buffer holds the picture without panels now.
        state.NeedsRedraw = true;
        try
        {
            using FileStream file = File.Create(path);
            PngWriter.Write(file, image, PictureProvenance.Describe(state, _server, askedRevision, now, Overlays()));
            _say($"the picture is in {path}.");
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _say($"the picture could not be written to {path}: {error.Message}");
            return null;
        }
    }
}
