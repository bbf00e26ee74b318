using System;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Intents;

/// <summary>A value or an amount, kept as numbers so that a drag allocates nothing until it is sent.</summary>
public readonly record struct IntentValue
{
    private readonly double _first;
    private readonly double _second;
    private readonly double _third;
    private readonly StateValue? _value;

    private IntentValue(IntentForm form, double first, double second = 0, double third = 0, StateValue? value = null)
    {
        Form = form;
        _first = first;
        _second = second;
        _third = third;
        _value = value;
    }

    /// <summary>What the numbers mean.</summary>
    public IntentForm Form { get; }

    /// <summary>Whether it sets the property or changes it.</summary>
    public IntentKind Kind => Form is IntentForm.Value or IntentForm.Index ? IntentKind.Absolute : IntentKind.Delta;

    /// <summary>Whether it changes nothing: steps that cancel out, a zoom by 1.</summary>
    public bool IsNeutral => Form switch
    {
        IntentForm.Step or IntentForm.Pan or IntentForm.Orbit => _first == 0 && _second == 0,
        IntentForm.Zoom => _first == 1,
        _ => false,
    };

    /// <summary>The index, or the number of steps.</summary>
    public long Number => (long)_first;

    /// <summary>Sets a property to any value.</summary>
    public static IntentValue Of(StateValue value) => new(IntentForm.Value, 0, value: value ?? throw new ArgumentNullException(nameof(value)));

    /// <summary>Sets an index along an axis (exact up to 2⁵³).</summary>
    public static IntentValue Index(long index) => new(IntentForm.Index, index);

    /// <summary>Goes a number of indices along an axis.</summary>
    public static IntentValue Step(long steps) => new(IntentForm.Step, steps);

    /// <summary>Drags the picture, in pixels.</summary>
    public static IntentValue Pan(double dx, double dy) => new(IntentForm.Pan, dx, dy);

    /// <summary>Turns the volume, in degrees.</summary>
    public static IntentValue Orbit(double azimuth, double elevation) => new(IntentForm.Orbit, azimuth, elevation);

    /// <summary>Zooms about an anchor, given in the coordinates of the wire.</summary>
    public static IntentValue Zoom(double factor, double anchorX, double anchorY) => new(IntentForm.Zoom, factor, anchorX, anchorY);

    /// <summary>One intent that does what two would do, one after the other.</summary>
    public static IntentValue Combine(in IntentValue earlier, in IntentValue later) => later.Form switch
    {
        _ when earlier.Form != later.Form => throw new ArgumentException($"A {later.Form} cannot be combined with a {earlier.Form}.", nameof(later)),
        IntentForm.Step or IntentForm.Pan or IntentForm.Orbit => new(later.Form, earlier._first + later._first, earlier._second + later._second),
        IntentForm.Zoom => new(IntentForm.Zoom, earlier._first * later._first, later._second, later._third),
        _ => later,
    };

    /// <summary>The value as <c>state.update</c> carries it.</summary>
    public StateValue ToStateValue() => Form switch
    {
        IntentForm.Value => _value!,
        IntentForm.Index or IntentForm.Step => Number,
        IntentForm.Pan => MapValue.Of(("dx_px", _first), ("dy_px", _second)),
        IntentForm.Orbit => MapValue.Of(("d_az_deg", _first), ("d_el_deg", _second)),
        _ => MapValue.Of(("factor", _first), ("anchor_px", new[] { _second, _third })),
    };
}
