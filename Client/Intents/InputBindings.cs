using System;
using Fathom.Client.Loop;
using Fathom.Render;

namespace Fathom.Client.Intents;

/// <summary>Which key and which movement does what.</summary>
/// <remarks>
/// Threads: main thread only. Keys and wheel follow napari: arrows and wheel move the axis, control and wheel zoom at the pointer,
/// dragging moves the plane and turns the volume,
/// Escape and Q leave.
/// </remarks>
internal sealed class InputBindings : IUserInput
{
    private const double ZoomStep = 1.1;
    private const int PageSteps = 10;

    private const double DegreesPerPoint = 0.4;

    private readonly IntentQueue _intents;
    private readonly LoopState _state;
    private readonly IInputSource _source;
    private MouseButton _button;
    private bool _turns;
    private double _lastX;
    private double _lastY;
    private double _scrolled;

    /// <summary>Creates bindings for the events of a window.</summary>
    public InputBindings(IntentQueue intents, LoopState state, IInputSource source)
    {
        _intents = intents;
        _state = state;
        _source = source;
    }

    /// <inheritdoc/>
    public void Read(long now)
    {
        while (_source.TryDequeue(out InputEvent input))
        {
            _intents.Book.NoteInput(input.At);
            Handle(input);
        }
    }

    /// <summary>Whether a button is held that was pressed on the picture: what the pointer does is the picture's until it is let go.</summary>
    public bool IsDragging { get; private set; }

    private bool IsVolume => _state.Dims is { Ndisplay: 3 };

    /// <summary>Acts on one event.</summary>
    public void Handle(in InputEvent input)
    {
        switch (input.Kind)
        {
            case InputKind.KeyDown:
                OnKey(input);
                break;
            case InputKind.Scroll:
                OnScroll(input);
                break;
            case InputKind.MouseDown when !IsDragging:
                _button = input.Button;
                _turns = IsVolume && input.Button == MouseButton.Left && (input.Modifiers & KeyModifiers.Shift) == 0;
                IsDragging = true;
                (_lastX, _lastY) = (input.X, input.Y);
                break;
            case InputKind.MouseUp when input.Button == _button:
                IsDragging = false;
                break;
            case InputKind.MouseMove when IsDragging:
                OnDrag(input);
                break;
            case InputKind.Resize or InputKind.Refresh or InputKind.ContentScale:
                _state.NeedsRedraw = true;
                break;
            case InputKind.Close:
                _state.Exit ??= ExitCause.Closed;
                break;
        }
    }

    private void OnKey(in InputEvent input)
    {
        switch (input.Key)
        {
            case Key.Escape or Key.Q:
                _state.Exit ??= ExitCause.Closed;
                break;
            case Key.Right or Key.Up:
                _intents.StepPrimary(1);
                break;
            case Key.Left or Key.Down:
                _intents.StepPrimary(-1);
                break;
            case Key.PageUp:
                _intents.StepPrimary(PageSteps);
                break;
            case Key.PageDown:
                _intents.StepPrimary(-PageSteps);
                break;
            case Key.Equal or Key.KeypadAdd:
                ZoomAtCentre(ZoomStep);
                break;
            case Key.Minus or Key.KeypadSubtract:
                ZoomAtCentre(1 / ZoomStep);
                break;
            case Key.Home:
                _intents.Camera.Reset();
                break;
        }
    }

    private void OnScroll(in InputEvent input)
    {
        if (IsVolume || (input.Modifiers & KeyModifiers.Control) != 0)
        {
            ViewTransform view = _source.View;
            if (view.TryToPicture(input.X, input.Y, out double x, out double y))
            {
                _intents.Camera.Zoom(Math.Pow(ZoomStep, input.ScrollY), x, y, view.PictureHeight);
            }

            return;
        }

        // A touch pad sends fractions of a step.
        _scrolled += input.ScrollY;
        int steps = (int)Math.Truncate(_scrolled);
        if (steps != 0)
        {
            _scrolled -= steps;
            _intents.StepPrimary(steps);
        }
    }

    private void OnDrag(in InputEvent input)
    {
        ViewTransform view = _source.View;
        if (_turns && IsVolume)
        {
            // What is near follows the pointer.
            double degrees = DegreesPerPoint / _source.ContentScale;
            _intents.Camera.Orbit((_lastX - input.X) * degrees, (input.Y - _lastY) * degrees);
        }
        else if (view.Width > 0)
        {
            _intents.Camera.Pan((input.X - _lastX) / view.ScaleX, (input.Y - _lastY) / view.ScaleY);
        }

        (_lastX, _lastY) = (input.X, input.Y);
    }

    private void ZoomAtCentre(double magnification)
    {
        ViewTransform view = _source.View;
        _intents.Camera.Zoom(magnification, view.PictureWidth / 2.0, view.PictureHeight / 2.0, view.PictureHeight);
    }
}
