using System;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>The path in use, and the other one for what it cannot draw. What fails is remembered with its reason.</summary>
/// <remarks>Threads: GL thread. Lives as long as one GL context.</remarks>
internal sealed class PathSwitch : IDisposable
{
    private readonly GL _gl;
    private readonly GlDisposalQueue _disposal;
    private readonly RendererOptions _options;
    private readonly Func<IRgbaConverter> _makeConverter;
    private IPicturePath _active;
    private IPicturePath? _other;
    private string _reason;
    private string? _refusal;
    private bool _otherIsOut;

    internal PathSwitch(GL gl, GlDisposalQueue disposal, RendererOptions options, Func<IRgbaConverter> makeConverter)
    {
        _gl = gl;
        _disposal = disposal;
        _options = options;
        _makeConverter = makeConverter;
        PathChoice choice = PathChoice.Make(options.Path, gl.GetStringS(StringName.Renderer));
        IsSoftware = PathChoice.Make(RenderPath.Automatic, gl.GetStringS(StringName.Renderer)).Path == RenderPath.Blit;
        _reason = choice.Reason;
        try
        {
            _active = Open(choice.Path);
        }
        catch (FathomException error) when (options.Path == RenderPath.Automatic)
        {
            _active = Open(Other(choice.Path));
            _reason = $"{Text(choice.Path)} is out: {error.Why}";
        }
    }

    /// <summary>The path in use and why.</summary>
    internal string Description => $"{Text(_active.Kind)}: {_reason}";

    /// <summary>The path in use.</summary>
    internal RenderPath Active => _active.Kind;

    /// <summary>Whether GL draws on the CPU.</summary>
    internal bool IsSoftware { get; }

    /// <summary>Draws; false when neither path can.</summary>
    internal bool TryDraw(FrameLease lease, in DrawTarget target) => TryActive(lease, target) || TryOther(lease, target);

    /// <inheritdoc/>
    public void Dispose()
    {
        _active.Dispose();
        _other?.Dispose();
    }

    /// <summary>The context is gone with all its objects.</summary>
    internal void Abandon()
    {
        _active.Abandon();
        _other?.Abandon();
    }

    private static RenderPath Other(RenderPath path) => path == RenderPath.Blit ? RenderPath.Shader : RenderPath.Blit;

    private static string Text(RenderPath path) => path == RenderPath.Blit ? "blit" : "shader";

    private IPicturePath Open(RenderPath path) => path == RenderPath.Blit
        ? new BlitPath(_gl, _disposal, _options, _makeConverter())
        : new ShaderPath(_gl, _disposal, _options);

    private bool TryActive(FrameLease lease, in DrawTarget target)
    {
        try
        {
            return _active.TryDraw(lease, target);
        }
        catch (FathomException error)
        {
            // A driver that refuses a program: the role must not be lost with the picture.
            _refusal = error.Why;
            return false;
        }
    }

    /// <summary>The second way for a layout that the first cannot take; from then on it is the first.</summary>
    private bool TryOther(FrameLease lease, in DrawTarget target)
    {
        if (_otherIsOut)
        {
            return false;
        }

        try
        {
            _other ??= Open(Other(_active.Kind));
            if (!_other.TryDraw(lease, target))
            {
                return false;
            }
        }
        catch (FathomException error)
        {
            _otherIsOut = true;
            _reason = $"{_reason}; {Text(Other(_active.Kind))} is out: {error.Why}";
            return false;
        }

        _reason = $"{Text(_active.Kind)} cannot draw {lease.Info.Layout}{(_refusal is null ? "" : $" ({_refusal})")}";
        (_active, _other) = (_other, _active);
        return true;
    }
}
