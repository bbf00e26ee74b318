using System;
using System.Globalization;
using Fathom.Decode;
using Fathom.Render.Native.Egl;
using Fathom.Render.Native.Libc;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>DMA-BUF objects (VAAPI) as textures, each plane an EGLImage: nothing is copied.</summary>
/// <remarks>Threads: GL thread. The textures keep the memory itself; what keeps the decoder from writing into it is the lease.</remarks>
internal sealed class DmaBufImporter : IFrameImporter
{
    private const int MostTextures = 3;
    private const int MostPlanesInLayer = 4;

    /// <summary>For each plane of an image: descriptor, offset, pitch, low and high half of the modifier.</summary>
    private static readonly int[][] s_planeAttributes =
    [
        [0x3272, 0x3273, 0x3274, 0x3443, 0x3444],
        [0x3275, 0x3276, 0x3277, 0x3445, 0x3446],
        [0x3278, 0x3279, 0x327A, 0x3447, 0x3448],
        [0x3440, 0x3441, 0x3442, 0x3449, 0x344A],
    ];

    private static readonly Func<int, long> s_sizeOf = fd => LibC.lseek(fd, 0, LibC.SEEK_END);

    private readonly uint[] _textures = new uint[MostTextures];
    private readonly DmaBufLayer[] _known = new DmaBufLayer[MostTextures];
    private EglImageFunctions? _functions;
    private string? _why;

    /// <inheritdoc/>
    public SurfaceKind Kind => SurfaceKind.DmaBuf;

    /// <inheritdoc/>
    public string Name => "DMA-BUF to EGLImage";

    /// <inheritdoc/>
    public bool TryImport(GL gl, GlDisposalQueue disposal, FrameLease lease, Span<uint> textures, out string? refusal)
    {
        if (!IsLoaded(gl))
        {
            refusal = _why;
            return false;
        }

        ref readonly FrameInfo info = ref lease.Info;
        ref readonly DmaBufPicture picture = ref DmaBufPicture.Of(info.Surface);
        Span<DmaBufLayer> layers = stackalloc DmaBufLayer[MostTextures];
        layers = layers[..textures.Length];
        refusal = DmaBufRules.Check(picture, info, s_sizeOf, layers);
        for (int i = 0; refusal is null && i < layers.Length; i++)
        {
            refusal = Bind(gl, disposal, picture, layers[i], i);
            textures[i] = _textures[i];
        }

        return refusal is null;
    }

    /// <inheritdoc/>
    public void Release(GlDisposalQueue disposal)
    {
        for (int i = 0; i < _textures.Length; i++)
        {
            Drop(disposal, i);
        }

        Forget();
    }

    /// <inheritdoc/>
    public void Forget()
    {
        Array.Clear(_textures);
        Array.Clear(_known);
        _functions = null;
        _why = null;
    }

    private bool IsLoaded(GL gl)
    {
        if (_functions is null && _why is null)
        {
            _functions = LibC.IsPresent ? EglImageFunctions.TryLoad(gl, out _why) : null;
            _why ??= "DMA-BUF is a thing of Linux";
            _why = _functions is null ? _why : null;
        }

        return _functions is not null;
    }

    private string? Bind(GL gl, GlDisposalQueue disposal, in DmaBufPicture picture, in DmaBufLayer layer, int index)
    {
        Span<int> attributes = stackalloc int[7 + (10 * MostPlanesInLayer)];
        if (!TryDescribe(picture, layer, attributes))
        {
            return string.Create(CultureInfo.InvariantCulture, $"EGL cannot be told the tiling 0x{picture[layer.First].Modifier:X} (no EGL_EXT_image_dma_buf_import_modifiers)");
        }

        nint image = _functions!.Create(attributes);
        if (image == 0)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the driver refuses a plane of {layer.Width}×{layer.Height} {DrmFormat.Name(layer.Fourcc)} with modifier 0x{picture[layer.First].Modifier:X} (EGL error 0x{EglImageFunctions.Error():X4})");
        }

        if (_functions.IsStorageImmutable)
        {
            Drop(disposal, index);
        }

        BindTexture(gl, index);
        bool isKnown = layer.IsLike(_known[index]);
        if (!isKnown)
        {
            // Asking for errors makes threaded drivers wait, so it is done once for each kind of plane; older errors are none of ours.
            _ = gl.GetError();
        }

        _functions.BindToTexture(TextureTarget.Texture2D, image);
        _functions.Destroy(image);
        GLEnum error = isKnown ? GLEnum.NoError : gl.GetError();
        _known[index] = error == GLEnum.NoError ? layer : default;
        return error == GLEnum.NoError ? null : $"GL does not take the image as a texture ({error})";
    }

    private bool TryDescribe(in DmaBufPicture picture, in DmaBufLayer layer, Span<int> attributes)
    {
        int at = 0;
        Put(attributes, ref at, EglImageFunctions.EGL_WIDTH, layer.Width);
        Put(attributes, ref at, EglImageFunctions.EGL_HEIGHT, layer.Height);
        Put(attributes, ref at, EglImageFunctions.EGL_LINUX_DRM_FOURCC_EXT, (int)layer.Fourcc);
        for (int i = 0; i < Math.Min(layer.Planes, MostPlanesInLayer); i++)
        {
            DmaBufPlane plane = picture[layer.First + i];
            int[] names = s_planeAttributes[i];
            Put(attributes, ref at, names[0], plane.Fd);
            Put(attributes, ref at, names[1], (int)plane.Offset);
            Put(attributes, ref at, names[2], (int)plane.Pitch);
            if (plane.Modifier == DrmFormat.UnknownModifier || (plane.Modifier == DrmFormat.Linear && !_functions!.HasModifiers))
            {
                continue;
            }

            if (!_functions!.HasModifiers)
            {
                return false;
            }

            Put(attributes, ref at, names[3], unchecked((int)plane.Modifier));
            Put(attributes, ref at, names[4], unchecked((int)(plane.Modifier >> 32)));
        }

        attributes[at] = LibEgl.EGL_NONE;
        return true;
    }

    private static void Put(Span<int> attributes, ref int at, int name, int value)
    {
        attributes[at++] = name;
        attributes[at++] = value;
    }

    private void BindTexture(GL gl, int index)
    {
        bool isNew = _textures[index] == 0;
        _textures[index] = isNew ? gl.GenTexture() : _textures[index];
        gl.BindTexture(TextureTarget.Texture2D, _textures[index]);
        if (isNew)
        {
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, 0);
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge);
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge);
        }
    }

    private void Drop(GlDisposalQueue disposal, int index)
    {
        if (_textures[index] != 0)
        {
            disposal.Enqueue(GlObjectKind.Texture, _textures[index]);
            _textures[index] = 0;
        }
    }
}
