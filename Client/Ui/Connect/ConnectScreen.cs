using System;
using System.Threading;
using Fathom.Client.Commands;
using Fathom.Client.Hosting;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Asks in the window which server to use, before there is a connection.</summary>
/// <remarks>Threads: main thread. Draws only after events.</remarks>
internal static class ConnectScreen
{
    private static readonly TimeSpan s_sleep = TimeSpan.FromSeconds(1);

    /// <summary>The settings with the server that was chosen; null when the user closed the window.</summary>
    public static ClientSettings? Ask(IRenderWindow window, ClientSettings settings, RecentServers recent, TimeProvider time, CancellationToken interrupt)
    {
        using var canvas = new ShapeCanvas(window);
        var measure = new MeasuringCanvas(canvas);
        var view = new ConnectView(recent, settings.Ui.Theme);
        view.Gui.Clipboard = new UiClipboard(() => window.Clipboard, text => window.Clipboard = text);
        bool isDirty = true;
        while (!window.CloseRequested && !interrupt.IsCancellationRequested && view.Chosen is null)
        {
            double now = time.GetTimestamp() / (double)time.TimestampFrequency;
            float scale = (float)(settings.Ui.Scale > 0 ? settings.Ui.Scale : Math.Max(0.5, window.ContentScale));
            if (isDirty || now >= view.Gui.RedrawAt)
            {
                isDirty = false;
                canvas.Begin();
                view.Pass(canvas, window.FramebufferWidth, window.FramebufferHeight, scale, now, default);
                canvas.End();
                window.SwapBuffers();
            }

            double sleep = Math.Min(s_sleep.TotalSeconds, view.Gui.RedrawAt - now);
            window.WaitEvents(TimeSpan.FromSeconds(Math.Max(0.005, sleep)));
            while (window.TryDequeue(out InputEvent input))
            {
                isDirty = true;
                bool taken = view.Pass(measure, window.FramebufferWidth, window.FramebufferHeight, scale, now, input);
                if (input.Kind == InputKind.Close || (!taken && input is { Kind: InputKind.KeyDown, Key: Key.Escape }))
                {
                    return null;
                }
            }
        }

        return view.Chosen is { } server ? With(settings, server) : null;
    }

    private static ClientSettings With(ClientSettings settings, RecentServer server)
    {
        Uri state = ClientOptions.StreamUrl(server.Url, "the server");
        return settings with
        {
            StateUrl = state,
            PixelUrl = server.PixelUrl is { } pixel ? ClientOptions.StreamUrl(pixel, "the video") : ClientOptions.NextPort(state),
            AskForServer = false,
        };
    }
}
