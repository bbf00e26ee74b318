using System;
using Fathom.Client.Loop;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What lies below the shapes while a video is calibrated: the frame in its pane, a part of it in the loupe, and all of it over the scene.</summary>
/// <remarks>Threads: the thread of the window's context. Ownership: of its textures; disposed before the window.</remarks>
internal sealed class WizardPictures : IDisposable
{
    private const double PreviewAlpha = 0.5;

    private readonly QuadPainter _painter;
    private QuadTexture? _texture;
    private QuadTexture? _ground;
    private LocalFrame _frame;
    private WizardSession? _session;
    private int _groundColor = -1;

    /// <summary>Creates it; its GL objects are made when they are needed.</summary>
    public WizardPictures(IRenderWindow window)
    {
        _painter = new QuadPainter(window);
    }

    /// <summary>Draws it, after the picture and before the shapes.</summary>
    public void Draw(CalibrationView view, LoopState state, in ViewTransform picture, int ground)
    {
        if (!ReferenceEquals(view.Session, _session))
        {
            // The frame of another video has no place in this one.
            Forget();
            _session = view.Session;
        }

        if (view.Session is not { } session)
        {
            return;
        }

        Ground(WizardLayout.AreaOf(view.Layout.Frame), ground);
        if (view.TryTakeFrame(out LocalFrame frame))
        {
            _frame.Dispose();
            _frame = frame;
            Upload();
        }

        if (_texture is { IsLost: true })
        {
            Upload();
        }

        if (session.Wizard is not { } wizard || _frame.IsNull || _texture is null)
        {
            return;
        }

        // An array may be read with fewer pixels than it has: the map is from pixels of the whole frame.
        Affine2 toFrame = Affine2.Scale((double)wizard.Frame.Width / _frame.Size.Width, (double)wizard.Frame.Height / _frame.Size.Height);
        Affine2 place = view.FramePane!.ToFramebuffer;
        _painter.Draw(_texture, place * toFrame, new QuadStyle(1, Smooth: place.ScaleX < DrawOptions.DefaultSquaresFrom, Clip: WizardLayout.AreaOf(view.Layout.Frame)));
        if (view.FramePane.Loupe is { } loupe)
        {
            PictureArea area = WizardLayout.AreaOf(loupe.Place);
            Ground(area, ground);
            _painter.Draw(_texture, loupe.ToFramebuffer * toFrame, new QuadStyle(1, Smooth: false, Clip: area));
        }

        if (wizard is { IsPreviewShown: true, Preview: { } calibration } && WizardScenePane.MapOf(state, picture) is { } world)
        {
            _painter.Draw(_texture, world * calibration.Map * toFrame, new QuadStyle(PreviewAlpha, Clip: WizardLayout.AreaOf(view.Layout.Scene)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        _ground?.Dispose();
        _painter.Dispose();
    }

    private void Upload()
    {
        _texture ??= _painter.CreateTexture();
        try
        {
            _texture.Upload(_frame.Address, _frame.Size.Width, _frame.Size.Height, _frame.Stride);
        }
        catch (FathomException told)
        {
            // The driver takes no picture of that size: the wizard says so, and the run goes on.
            Forget();
            _session?.FrameTrouble = $"{told.Why} {told.How}";
        }
    }

    /// <summary>Nobody else draws there: what was there before must go.</summary>
    private void Ground(in PictureArea area, int color)
    {
        _ground ??= _painter.CreateTexture();
        if (_groundColor != color || _ground.IsLost || !_ground.HasPicture)
        {
            ReadOnlySpan<byte> pixel = [(byte)(color >> 16), (byte)(color >> 8), (byte)color, 255];
            _ground.Upload(pixel, 1, 1);
            _groundColor = color;
        }

        _painter.Draw(_ground, Affine2.Translate(area.X - 1, area.Y - 1) * Affine2.Scale(area.Width + 2, area.Height + 2), new QuadStyle(1, Smooth: false, Clip: area));
    }

    private void Forget()
    {
        _frame.Dispose();
        _frame = default;
        _texture?.Dispose();
        _texture = null;
    }
}
