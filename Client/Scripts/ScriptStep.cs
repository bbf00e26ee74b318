using System;
using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Client.Scripts;

/// <summary>One line of a script, checked.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="At">Not before this time after the first picture; null: right after the step before.</param>
/// <param name="Verb">What it does.</param>
/// <param name="Arguments">Its fields.</param>
internal sealed record ScriptStep(int Line, TimeSpan? At, ScriptVerb Verb, MapValue Arguments)
{
    /// <summary>Whether the field is there.</summary>
    public bool Has(string name) => Arguments[name] is not null;

    /// <summary>The field's text; null when it is not there.</summary>
    public string? Text(string name) => Arguments[name]?.AsText();

    /// <summary>The field's number, or what stands for it.</summary>
    public double Number(string name, double otherwise = 0) => Arguments[name] is { } value && value.TryGetDouble(out double number) ? number : otherwise;

    /// <summary>The field's whole number, or what stands for it.</summary>
    public int Integer(string name, int otherwise = 0) => Arguments[name] is { } value && value.TryGetInt64(out long number) ? (int)number : otherwise;

    /// <summary>Whether the field is there and true.</summary>
    public bool Flag(string name) => Arguments[name]?.AsBool() ?? false;

    /// <summary>The field's numbers; empty when it is not there.</summary>
    public ImmutableArray<double> Numbers(string name) => Arguments[name] is { } value && value.TryGetDoubles(out ImmutableArray<double> numbers) ? numbers : [];

    /// <summary>The axis's name, or its number as text.</summary>
    public string Axis => Text("axis") ?? Integer("axis").ToString(System.Globalization.CultureInfo.InvariantCulture);
}
