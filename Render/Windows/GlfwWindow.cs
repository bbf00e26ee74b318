using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.Render.Native.Glfw;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>A window with a core-profile context, by GLFW.</summary>
/// <remarks>Threads: main, but <see cref="PostWake"/>.</remarks>
internal sealed unsafe class GlfwWindow : IRenderWindow
{
    private const string What = "Cannot open a window.";

    /// <summary>On X11 the native context is GLX, whose swap returns at once; through EGL a swap took many times longer.</summary>
    private static readonly (int Api, int Major, int Minor)[] s_contexts =
    [
        (LibGlfw.GLFW_NATIVE_CONTEXT_API, 4, 5),
        (LibGlfw.GLFW_NATIVE_CONTEXT_API, 3, 3),
        (LibGlfw.GLFW_EGL_CONTEXT_API, 4, 5),
        (LibGlfw.GLFW_EGL_CONTEXT_API, 3, 3),
    ];

    private readonly InputQueue _events = new();
    private readonly WindowOptions _options;
    private ResetWatch _resets;
    private string _title;
    private GCHandle _self;
    private nint _window;
    private int _wakePending;
    private double _pixelsPerUnitX = 1;
    private double _pixelsPerUnitY = 1;
    private double _pointerX;
    private double _pointerY;

    private GlfwWindow(WindowOptions options)
    {
        _options = options;
        _title = options.Title;
        (nint window, int api) = Create(options);
        _self = GCHandle.Alloc(this);
        Attach(window, api);
    }

    /// <inheritdoc/>
    public GL Gl { get; private set; }

    /// <inheritdoc/>
    public uint Framebuffer => 0;

    /// <inheritdoc/>
    public int FramebufferWidth { get; private set; }

    /// <inheritdoc/>
    public int FramebufferHeight { get; private set; }

    /// <inheritdoc/>
    public double ContentScale { get; private set; }

    /// <inheritdoc/>
    public double RefreshRate
    {
        get
        {
            const int RefreshesAt = 5;
            nint monitor = LibGlfw.glfwGetPrimaryMonitor();
            int* mode = monitor == 0 ? null : LibGlfw.glfwGetVideoMode(monitor);
            return mode == null ? 0 : Math.Max(0, mode[RefreshesAt]);
        }
    }

    /// <inheritdoc/>
    public bool IsHeadless => false;

    /// <inheritdoc/>
    public bool CloseRequested => LibGlfw.glfwWindowShouldClose(_window) != 0;

    /// <inheritdoc/>
    public string Title
    {
        set
        {
            _title = value;
            LibGlfw.glfwSetWindowTitle(_window, value);
        }
    }

    /// <inheritdoc/>
    public string? Clipboard
    {
        get => Marshal.PtrToStringUTF8(LibGlfw.glfwGetClipboardString(_window));
        set => LibGlfw.glfwSetClipboardString(_window, value ?? string.Empty);
    }

    /// <inheritdoc/>
    public string Description { get; private set; }

    /// <inheritdoc/>
    public long DroppedEvents => _events.Dropped;

    private static string NativeApi => OperatingSystem.IsWindows() ? "WGL" : OperatingSystem.IsMacOS() ? "NSGL" : IsWayland ? "EGL" : "GLX";

    /// <summary>GLFW 3.3 is built for one of the two; its version string says for which.</summary>
    private static bool IsWayland => Marshal.PtrToStringUTF8(LibGlfw.glfwGetVersionString())?.Contains("Wayland", StringComparison.Ordinal) == true;

    internal static GlfwWindow Open(WindowOptions options)
    {
        GlfwRuntime.AddUser(What);
        GlfwWindow? opened = null;
        try
        {
            opened = new GlfwWindow(options);
            return opened;
        }
        finally
        {
            if (opened is null)
            {
                GlfwRuntime.RemoveUser();
            }
        }
    }

    /// <inheritdoc/>
    public bool IsContextLost => _resets.IsLost(Gl);

    /// <summary>GLFW cannot give a window another context: another window takes its place, at the same spot and of the same size.</summary>
    public void RecoverContext()
    {
        int x;
        int y;
        int width;
        int height;
        nint lost = _window;
        LibGlfw.glfwGetWindowPos(lost, &x, &y);
        LibGlfw.glfwGetWindowSize(lost, &width, &height);
        (nint window, int api) = Create(_options with { Title = _title, Width = Math.Max(1, width), Height = Math.Max(1, height) });
        LibGlfw.glfwSetWindowUserPointer(lost, 0);
        LibGlfw.glfwDestroyWindow(lost);
        LibGlfw.glfwSetWindowPos(window, x, y);

        // The size asked for was multiplied by the monitor's scale, the old one had been already.
        LibGlfw.glfwSetWindowSize(window, width, height);
        Attach(window, api);
        _events.Push(new InputEvent { Kind = InputKind.Refresh, At = _options.Time.GetTimestamp() });
        PostWake();
    }

    /// <inheritdoc/>
    public void MakeCurrent() => LibGlfw.glfwMakeContextCurrent(_window);

    /// <inheritdoc/>
    public void SwapBuffers() => LibGlfw.glfwSwapBuffers(_window);

    /// <inheritdoc/>
    public void WaitEvents(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero || Volatile.Read(ref _wakePending) != 0)
        {
            LibGlfw.glfwPollEvents();
        }
        else
        {
            LibGlfw.glfwWaitEventsTimeout(timeout.TotalSeconds);
        }

        // Before the caller looks at its inbox: a wake posted from here on ends the next wait.
        Interlocked.Exchange(ref _wakePending, 0);
    }

    /// <inheritdoc/>
    public void PostWake()
    {
        if (Interlocked.Exchange(ref _wakePending, 1) == 0)
        {
            LibGlfw.glfwPostEmptyEvent();
        }
    }

    /// <inheritdoc/>
    public bool TryDequeue(out InputEvent e) => _events.TryPop(out e);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_window == 0)
        {
            return;
        }

        // Whoever still posts wakes finds one pending and stays away from GLFW.
        Interlocked.Exchange(ref _wakePending, 1);
        LibGlfw.glfwSetWindowUserPointer(_window, 0);
        LibGlfw.glfwDestroyWindow(_window);
        _window = 0;
        _self.Free();
        GlfwRuntime.RemoveUser();
    }

    /// <summary>Completes an event with what GLFW does not say, and keeps it. Main thread, inside a callback.</summary>
    internal void OnEvent(in InputEvent delivered)
    {
        InputEvent e = delivered with { At = _options.Time.GetTimestamp() };
        switch (e.Kind)
        {
            case InputKind.MouseMove:
                _pointerX = e.X * _pixelsPerUnitX;
                _pointerY = e.Y * _pixelsPerUnitY;
                _events.Push(e with { X = _pointerX, Y = _pointerY });
                break;
            case InputKind.MouseDown or InputKind.MouseUp or InputKind.Scroll or InputKind.Drop:
                _events.Push(e with { X = _pointerX, Y = _pointerY });
                break;
            case InputKind.Resize:
                Measure();
                _events.Push(e);
                break;
            case InputKind.ContentScale:
                ContentScale = e.Scale;
                _events.Push(e);
                break;
            default:
                _events.Push(e);
                break;
        }
    }

    private static (nint Window, int Api) Create(WindowOptions options)
    {
        GlfwRuntime.ForgetError();
        foreach ((int api, int major, int minor) in options.PreferEgl ? [.. s_contexts[2..], .. s_contexts[..2]] : s_contexts)
        {
            LibGlfw.glfwDefaultWindowHints();
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_CONTEXT_CREATION_API, api);
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_CONTEXT_VERSION_MAJOR, major);
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_CONTEXT_VERSION_MINOR, minor);
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_OPENGL_PROFILE, LibGlfw.GLFW_OPENGL_CORE_PROFILE);
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_OPENGL_FORWARD_COMPAT, 1);
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_CONTEXT_ROBUSTNESS, LibGlfw.GLFW_LOSE_CONTEXT_ON_RESET);
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_OPENGL_DEBUG_CONTEXT, options.Debug ? 1 : 0);
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_VISIBLE, options.Visible ? 1 : 0);
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_SCALE_TO_MONITOR, 1);

            // Nothing shines through; and a software rasteriser copies into a window without alpha as it is, into one with alpha pixel by pixel.
            LibGlfw.glfwWindowHint(LibGlfw.GLFW_ALPHA_BITS, 0);
            nint window = LibGlfw.glfwCreateWindow(options.Width, options.Height, options.Title, 0, 0);
            if (window != 0)
            {
                return (window, api);
            }
        }

        throw new FathomException(
            ExitCode.MissingLibrary,
            What,
            $"No GL 3.3 core context could be made: {GlfwRuntime.LastError}.",
            "Install a GL driver (Debian/Ubuntu: apt-get install libgl1-mesa-dri libglx-mesa0), or use --headless.");
    }

    [MemberNotNull(nameof(Gl), nameof(Description))]
    private void Attach(nint window, int api)
    {
        _window = window;
        LibGlfw.glfwSetWindowUserPointer(window, GCHandle.ToIntPtr(_self));
        GlfwCallbacks.Install(window);
        LibGlfw.glfwMakeContextCurrent(window);
        Gl = GL.GetApi(LibGlfw.glfwGetProcAddress);
        _resets = new ResetWatch(Gl);
        LibGlfw.glfwSwapInterval(_options.VSync ? 1 : 0);
        float scale;
        LibGlfw.glfwGetWindowContentScale(window, &scale, null);
        ContentScale = scale;
        Measure();
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"{(api == LibGlfw.GLFW_EGL_CONTEXT_API ? "EGL" : NativeApi)} {Gl.GetStringS(StringName.Version)}, {Gl.GetStringS(StringName.Renderer)}");
    }

    private void Measure()
    {
        int width;
        int height;
        LibGlfw.glfwGetFramebufferSize(_window, &width, &height);
        FramebufferWidth = width;
        FramebufferHeight = height;
        int unitsX;
        int unitsY;
        LibGlfw.glfwGetWindowSize(_window, &unitsX, &unitsY);
        _pixelsPerUnitX = unitsX > 0 ? (double)width / unitsX : 1;
        _pixelsPerUnitY = unitsY > 0 ? (double)height / unitsY : 1;
    }
}
