using System;
using System.Linq;
using Fathom.Decode;
using Fathom.Render.Native.Cuda;

namespace Fathom.Client.Tests.Hardware;

/// <summary>Stands in for CUDA: notes each call and each thing that is held, and fails where it is told to.</summary>
internal sealed class ScriptedCuda(CallLog log) : ICudaDriver
{
    private const int Failure = 700;
    private int _next = 100;
    private int _contexts;
    private int _pushed;
    private int _registered;
    private int _mapped;

    /// <summary>The call that fails; null for none.</summary>
    internal string? Fails { get; set; }

    /// <summary>What is still held, in words; "" when nothing is.</summary>
    internal string Held => string.Join(", ", new[]
    {
        _contexts == 0 ? "" : $"{_contexts} contexts",
        _pushed == 0 ? "" : $"{_pushed} pushes",
        _registered == 0 ? "" : $"{_registered} resources",
        _mapped == 0 ? "" : $"{_mapped} mappings",
    }.Where(text => text.Length > 0));

    public string? Start() => Say("start") ? null : "no driver";

    public string? Retain(int device, out nint context)
    {
        bool works = Say("retain");
        _contexts += works ? 1 : 0;
        context = works ? 7 : 0;
        return works ? null : "another GPU";
    }

    public void ReleaseContext(int device)
    {
        log.Add("release");
        _contexts--;
    }

    public int Push(nint context)
    {
        bool works = Fails != "push";
        _pushed += works ? 1 : 0;
        return works ? 0 : Failure;
    }

    public void Pop() => _pushed--;

    public int Register(uint texture, out nint resource)
    {
        bool works = Say("register");
        _registered += works ? 1 : 0;
        resource = works ? _next++ : 0;
        return works ? 0 : Failure;
    }

    public void Unregister(nint resource)
    {
        log.Add("unregister");
        _registered--;
    }

    public int Map(ReadOnlySpan<nint> resources)
    {
        bool works = Say($"map {resources.Length}", "map");
        _mapped += works ? 1 : 0;
        return works ? 0 : Failure;
    }

    public int Unmap(ReadOnlySpan<nint> resources)
    {
        log.Add("unmap");
        _mapped--;
        return Fails == "unmap" ? Failure : 0;
    }

    public int Copy(ulong address, int pitch, PlaneView size, nint resource)
        => Say($"copy {address:X} {size.RowBytes}x{size.Rows}", "copy") ? 0 : Failure;

    public string Text(int code) => $"scripted {code}";

    private bool Say(string call, string? step = null)
    {
        log.Add(call);
        return Fails != (step ?? call);
    }
}
