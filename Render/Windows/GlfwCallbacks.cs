using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fathom.Render.Native.Glfw;

namespace Fathom.Render;

/// <summary>What GLFW calls: each turns its arguments into one event of the window that its user pointer names.</summary>
/// <remarks>No exception leaves: all go through <c>Push</c>.</remarks>
internal static unsafe class GlfwCallbacks
{
    private static readonly (Key Left, Key Right, KeyModifiers Modifier)[] s_modifierKeys =
    [
        (Key.ShiftLeft, Key.ShiftRight, KeyModifiers.Shift),
        (Key.ControlLeft, Key.ControlRight, KeyModifiers.Control),
        (Key.AltLeft, Key.AltRight, KeyModifiers.Alt),
        (Key.SuperLeft, Key.SuperRight, KeyModifiers.Super),
    ];

    internal static void Install(nint window)
    {
        LibGlfw.glfwSetKeyCallback(window, &OnKey);
        LibGlfw.glfwSetCharCallback(window, &OnChar);
        LibGlfw.glfwSetMouseButtonCallback(window, &OnMouseButton);
        LibGlfw.glfwSetCursorPosCallback(window, &OnCursorPos);
        LibGlfw.glfwSetScrollCallback(window, &OnScroll);
        LibGlfw.glfwSetFramebufferSizeCallback(window, &OnFramebufferSize);
        LibGlfw.glfwSetWindowFocusCallback(window, &OnFocus);
        LibGlfw.glfwSetWindowCloseCallback(window, &OnClose);
        LibGlfw.glfwSetWindowRefreshCallback(window, &OnRefresh);
        LibGlfw.glfwSetWindowContentScaleCallback(window, &OnContentScale);
        LibGlfw.glfwSetDropCallback(window, &OnDrop);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnKey(nint window, int key, int scancode, int action, int mods) => Push(window, new InputEvent
    {
        Kind = action == LibGlfw.GLFW_RELEASE ? InputKind.KeyUp : InputKind.KeyDown,
        Key = (Key)key,
        Modifiers = (KeyModifiers)mods,
        IsRepeat = action == LibGlfw.GLFW_REPEAT,
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnChar(nint window, uint codepoint) => Push(window, new InputEvent { Kind = InputKind.Text, Character = (int)codepoint });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMouseButton(nint window, int button, int action, int mods) => Push(window, new InputEvent
    {
        Kind = action == LibGlfw.GLFW_RELEASE ? InputKind.MouseUp : InputKind.MouseDown,
        Button = (MouseButton)button,
        Modifiers = (KeyModifiers)mods,
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnCursorPos(nint window, double x, double y) => Push(window, new InputEvent { Kind = InputKind.MouseMove, X = x, Y = y });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnScroll(nint window, double x, double y) => Push(window, new InputEvent { Kind = InputKind.Scroll, ScrollX = x, ScrollY = y, Modifiers = HeldKeys(window) });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFramebufferSize(nint window, int width, int height)
        => Push(window, new InputEvent { Kind = InputKind.Resize, Width = width, Height = height });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFocus(nint window, int focused) => Push(window, new InputEvent { Kind = InputKind.Focus, IsFocused = focused != 0 });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnClose(nint window) => Push(window, new InputEvent { Kind = InputKind.Close });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnRefresh(nint window) => Push(window, new InputEvent { Kind = InputKind.Refresh });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnContentScale(nint window, float x, float y) => Push(window, new InputEvent { Kind = InputKind.ContentScale, Scale = x });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDrop(nint window, int count, nint paths) => Push(window, new InputEvent { Kind = InputKind.Drop }, count, paths);

    /// <summary>GLFW tells the modifiers with keys and buttons, but not with the wheel.</summary>
    private static KeyModifiers HeldKeys(nint window)
    {
        var held = KeyModifiers.None;
        foreach ((Key left, Key right, KeyModifiers modifier) in s_modifierKeys)
        {
            if (LibGlfw.glfwGetKey(window, (int)left) != LibGlfw.GLFW_RELEASE || LibGlfw.glfwGetKey(window, (int)right) != LibGlfw.GLFW_RELEASE)
            {
                held |= modifier;
            }
        }

        return held;
    }

    private static void Push(nint window, in InputEvent e) => Push(window, e, 0, 0);

    /// <summary>The names of dropped files are GLFW's, and only until this returns.</summary>
    private static void Push(nint window, in InputEvent e, int count, nint names)
    {
        try
        {
            nint user = LibGlfw.glfwGetWindowUserPointer(window);
            if (user != 0 && GCHandle.FromIntPtr(user).Target is GlfwWindow target)
            {
                target.OnEvent(e.Kind == InputKind.Drop ? e with { Dropped = DroppedFiles.Copy(count, names) } : e);
            }
        }

        // Boundary: no exception may cross a frame of GLFW's; what is lost is one event.
        catch (Exception error)
        {
            System.Diagnostics.Debug.Fail(error.Message);
        }
    }
}
