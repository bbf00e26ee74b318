using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Presentation;
using Fathom.Client.Sessions;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>The whole client with its panels, drawn into memory, against a server; events go in as from a window.</summary>
internal sealed class UiSession : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<Action> _calls = new();
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiting = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientSettings _settings;
#pragma warning disable CA2213 // Disposed by the thread that opened it.
    private WindowScreen _screen = null!;
    private RunOverlays? _overlays;
#pragma warning restore CA2213

    private UiSession(ClientSettings settings)
    {
        _settings = settings;
    }

    public ClientUi Ui { get; private set; } = null!;

    public ClientHost Host { get; private set; } = null!;

    public InputParts Parts { get; private set; } = null!;

    /// <summary>Brings a saved session back, where the settings have one.</summary>
    public SessionRestorer? Restorer { get; private set; }

    /// <summary>What the user was told.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    public LoopState State => Host.State;

    public static async Task<UiSession> StartAsync(VolumeServerApp server, int width, int height, Func<ClientSettings, ClientSettings>? configure = null)
    {
        var settings = new ClientSettings
        {
            StateUrl = new Uri(server.StateUrl),
            PixelUrl = new Uri(server.PixelUrl),
            Headless = true,
            Width = width,
            Height = height,
            Ui = new UiSettings("test") { FollowsSize = false },
            Presenter = new PresenterOptions { Policy = PresenterPolicy.Latest },
        };
        var session = new UiSession(configure?.Invoke(settings) ?? settings);
        new Thread(session.Run) { IsBackground = true, Name = "ui session" }.Start();
        await session._opened.Task.WaitAsync(s_patience);
        await session.UntilAsync(() => !session.State.Shown.IsNull && session.State.Dims is not null && !session.State.View.Layers.Layers.IsEmpty, "a picture, dims and layers");
        return session;
    }

    /// <summary>Runs something on the loop's thread.</summary>
    public async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Enqueue(() =>
        {
            try
            {
                answer.SetResult(question());
            }
            catch (Exception error)
            {
                // It belongs to who asked: on the loop's thread it would end the whole run of tests.
                answer.SetException(error);
            }
        });
        _screen.PostWake();
        return await answer.Task.WaitAsync(s_patience);
    }

    /// <summary>Waits until something holds on the loop's thread.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Enqueue(() => _waiting.Add((condition, met)));
        _screen.PostWake();
        try
        {
            await met.Task.WaitAsync(s_patience);
        }
        catch (TimeoutException)
        {
            throw new Xunit.Sdk.XunitException($"Waited in vain for {what}.");
        }
    }

    /// <summary>Does what a user does, one event after another.</summary>
    public Task SendAsync(params InputEvent[] events) => AskAsync(() =>
    {
        foreach (InputEvent e in events)
        {
            ((HeadlessSurface)_screen.Window).Push(e);
        }

        return true;
    });

    public Task ClickAsync(ShapeRect place) => SendAsync(
        At(InputKind.MouseMove, place.CenterX, place.CenterY), At(InputKind.MouseDown, place.CenterX, place.CenterY), At(InputKind.MouseUp, place.CenterX, place.CenterY));

    public Task PressAsync(Key key, KeyModifiers modifiers = KeyModifiers.None) =>
        SendAsync(new InputEvent { Kind = InputKind.KeyDown, Key = key, Modifiers = modifiers }, new InputEvent { Kind = InputKind.KeyUp, Key = key, Modifiers = modifiers });

    /// <summary>Where a control is.</summary>
    public async Task<ShapeRect> FindAsync(string name, int index = 0, string? part = null, int partIndex = 0)
    {
        ShapeRect place = default;
        await UntilAsync(() => Ui.Main.Gui.TryFind(new UiId(name, index, part, partIndex), out place), "the control " + name);
        return place;
    }

    /// <summary>The window as it was drawn last.</summary>
    public Task<CapturedImage> LookAsync() => AskAsync(Capture);

    /// <summary>The same, on the loop's thread.</summary>
    public CapturedImage Capture() => FramebufferReader.Read(_screen.Window.Gl, _screen.Window.Framebuffer, _settings.Width, _settings.Height);

    public static InputEvent At(InputKind kind, double x, double y, MouseButton button = MouseButton.Left) => new() { Kind = kind, X = x, Y = y, Button = button };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _ended.Task.WaitAsync(s_patience);
        _stop.Dispose();
    }

    private void Run()
    {
        try
        {
            using WindowScreen screen = _screen = WindowScreen.Open(_settings, []);
            using ClientHost host = Host = new ClientHost(_settings, screen, Make, null, TimeProvider.System, _stop.Token);
            using ClientUi ui = Ui;
            using RunOverlays? overlays = _overlays;
            screen.Overlay = ui;
            host.Start();
            _opened.SetResult();
            host.Run();
            host.Stop();
            _ended.SetResult();
        }
        catch (FathomException error)
        {
            _opened.TrySetException(new SkipException(error.Message));
            _ended.TrySetResult();
        }
    }

    private Input Make(InputParts parts)
    {
        // As a run does, with or without overlays: the dock has a section for them.
        _overlays = new RunOverlays(_settings, _screen, parts, TimeProvider.System, Said.Enqueue);
        Parts = parts = parts with { Overlays = _overlays.Stack };
        Ui = new ClientUi(_screen.Window, parts, _settings.Ui, TimeProvider.System);
        Restorer = _settings.Session is { } file ? new SessionRestorer(file, parts, Ui, Said.Enqueue, TimeProvider.System) : null;
        return new Input(this);
    }

    /// <summary>The interface's input, and before it what the test wants done on its thread.</summary>
    private sealed class Input(UiSession session) : IUserInput
    {
        public void Read(long now)
        {
            while (session._calls.TryDequeue(out Action? call))
            {
                call();
            }

            Inner.Read(now);
            session._waiting.RemoveAll(static waiting => IsOver(waiting.Condition, waiting.Met));
        }

        private static bool IsOver(Func<bool> condition, TaskCompletionSource met)
        {
            try
            {
                return condition() && met.TrySetResult();
            }
            catch (Exception error)
            {
                return met.TrySetException(error);
            }
        }

        public void OnShown(in FrameInfo info) => Inner.OnShown(info);

        public long? NextDue(long now) => Inner.NextDue(now);

        private IUserInput Inner { get; } = Furnish(session);

        private static IUserInput Furnish(UiSession session)
        {
            IUserInput inner = session.Restorer ?? (IUserInput)session.Ui;
            return session._overlays is { } overlays ? new OverlayInput(overlays.Stack, inner) { Held = () => session.Ui.Main.Calibration.Held } : inner;
        }
    }
}
