using System;
using System.Linq;
using System.Runtime.InteropServices;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render.Native.Egl;

/// <summary>The extension functions that make textures of DMA-BUF objects, for the context that is current.</summary>
internal sealed unsafe class EglImageFunctions
{
    internal const int EGL_LINUX_DMA_BUF_EXT = 0x3270;
    internal const int EGL_LINUX_DRM_FOURCC_EXT = 0x3271;
    internal const int EGL_WIDTH = 0x3057;
    internal const int EGL_HEIGHT = 0x3056;

    private readonly nint _display;
    private readonly delegate* unmanaged<nint, nint, int, nint, int*, nint> _eglCreateImageKHR;
    private readonly delegate* unmanaged<nint, nint, uint> _eglDestroyImageKHR;
    private readonly delegate* unmanaged<uint, nint, void> _glEGLImageTargetTexture2DOES;
    private readonly delegate* unmanaged<uint, nint, int*, void> _glEGLImageTargetTexStorageEXT;

    private EglImageFunctions(nint display, bool hasTexture2D, bool hasModifiers)
    {
        _display = display;
        HasModifiers = hasModifiers;
        _eglCreateImageKHR = (delegate* unmanaged<nint, nint, int, nint, int*, nint>)LibEgl.eglGetProcAddress("eglCreateImageKHR");
        _eglDestroyImageKHR = (delegate* unmanaged<nint, nint, uint>)LibEgl.eglGetProcAddress("eglDestroyImageKHR");
        if (hasTexture2D)
        {
            _glEGLImageTargetTexture2DOES = (delegate* unmanaged<uint, nint, void>)LibEgl.eglGetProcAddress("glEGLImageTargetTexture2DOES");
        }
        else
        {
            _glEGLImageTargetTexStorageEXT = (delegate* unmanaged<uint, nint, int*, void>)LibEgl.eglGetProcAddress("glEGLImageTargetTexStorageEXT");
        }
    }

    /// <summary>Whether tilings may be named.</summary>
    internal bool HasModifiers { get; }

    /// <summary>A texture whose storage cannot be bound anew needs a new name for each picture.</summary>
    internal bool IsStorageImmutable => _glEGLImageTargetTexture2DOES == null;

    private bool IsComplete => _eglCreateImageKHR != null && _eglDestroyImageKHR != null && (_glEGLImageTargetTexture2DOES != null || _glEGLImageTargetTexStorageEXT != null);

    /// <summary>Loads them; null, and why, where the context cannot do it.</summary>
    internal static EglImageFunctions? TryLoad(GL gl, out string why)
    {
        if (!EglContext.IsLibraryPresent() || LibEgl.eglGetCurrentContext() == 0)
        {
            why = "the GL context was not made by EGL";
            return null;
        }

        nint display = LibEgl.eglGetCurrentDisplay();
        string[] extensions = (Marshal.PtrToStringUTF8(LibEgl.eglQueryString(display, LibEgl.EGL_EXTENSIONS)) ?? "").Split(' ');
        if (!extensions.Contains("EGL_EXT_image_dma_buf_import"))
        {
            why = "this EGL lacks EGL_EXT_image_dma_buf_import (Mesa 25 or a GPU's driver has it)";
            return null;
        }

        bool hasTexture2D = gl.IsExtensionPresent("GL_OES_EGL_image");
        if (!hasTexture2D && !gl.IsExtensionPresent("GL_EXT_EGL_image_storage"))
        {
            why = "this GL lacks GL_OES_EGL_image and GL_EXT_EGL_image_storage";
            return null;
        }

        var functions = new EglImageFunctions(display, hasTexture2D, extensions.Contains("EGL_EXT_image_dma_buf_import_modifiers"));
        why = functions.IsComplete ? "" : "EGL names the extension but has no functions for it";
        return functions.IsComplete ? functions : null;
    }

    /// <summary>An image of one layer; 0 when the driver refuses. The attributes end with EGL_NONE.</summary>
    internal nint Create(ReadOnlySpan<int> attributes)
    {
        fixed (int* list = attributes)
        {
            return _eglCreateImageKHR(_display, 0, EGL_LINUX_DMA_BUF_EXT, 0, list);
        }
    }

    /// <summary>Lets the image go; textures made of it keep the memory.</summary>
    internal void Destroy(nint image) => _ = _eglDestroyImageKHR(_display, image);

    /// <summary>Gives the texture that is bound to the target the image's memory.</summary>
    internal void BindToTexture(TextureTarget target, nint image)
    {
        if (_glEGLImageTargetTexture2DOES != null)
        {
            _glEGLImageTargetTexture2DOES((uint)target, image);
        }
        else
        {
            _glEGLImageTargetTexStorageEXT((uint)target, image, null);
        }
    }

    /// <summary>The last error of EGL on this thread.</summary>
    internal static int Error() => LibEgl.eglGetError();
}
