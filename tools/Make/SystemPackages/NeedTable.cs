using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Fathom.Make.SystemPackages;

/// <summary>Everything that Fathom takes from the system.</summary>
internal static class NeedTable
{
    private static readonly (string, string)[] s_driFiles =
    [
        ("/usr/lib", "swrast_dri.so"), ("/usr/lib", "libgallium-*.so"), ("/usr/lib64", "swrast_dri.so"), ("/usr/lib64", "libgallium-*.so"),
    ];

    private static readonly string[] s_libraries = ["/usr/lib", "/usr/lib64"];
    private static readonly string[] s_pythonPackages = ["dist-packages", "site-packages"];

    public static IReadOnlyList<Need> All { get; } =
    [
        new("libavcodec", "video can be neither decoded nor encoded", NeedTier.Run)
        {
            Libraries = ["libavcodec.so.62", "libavcodec.so.61", "libavcodec.so.60", "libavcodec.so.59"],
            Apt = ["libavcodec62", "libavcodec61", "libavcodec60", "libavcodec59"],
            AptAnyVersion = "ffmpeg",
            Dnf = "libavcodec-free",
            Pacman = "ffmpeg",
        },
        new("libavformat", "video files cannot be read", NeedTier.Run)
        {
            Libraries = ["libavformat.so.62", "libavformat.so.61", "libavformat.so.60", "libavformat.so.59"],
            Apt = ["libavformat62", "libavformat61", "libavformat60", "libavformat59"],
            AptAnyVersion = "ffmpeg",
            Dnf = "libavformat-free",
            Pacman = "ffmpeg",
        },
        new("libswscale", "pictures cannot be converted", NeedTier.Run)
        {
            Libraries = ["libswscale.so.9", "libswscale.so.8", "libswscale.so.7", "libswscale.so.6"],
            Apt = ["libswscale9", "libswscale8", "libswscale7", "libswscale6"],
            AptAnyVersion = "ffmpeg",
            Dnf = "libswscale-free",
            Pacman = "ffmpeg",
        },
        new("EGL", "nothing can be drawn without a window", NeedTier.Run)
        {
            Libraries = ["libEGL.so.1"],
            Apt = ["libegl1"],
            Dnf = "libglvnd-egl",
            Pacman = "libglvnd",
        },
        new("Mesa GL drivers", "there is no GL where no vendor driver is installed", NeedTier.Run)
        {
            Files = s_driFiles,
            Apt = ["libgl1-mesa-dri"],
            Dnf = "mesa-dri-drivers",
            Pacman = "mesa",
        },
        new("Mesa EGL", "there is no headless GL where no vendor driver is installed", NeedTier.Run)
        {
            Libraries = ["libEGL_mesa.so.0", "libEGL_nvidia.so.0"],
            Apt = ["libegl-mesa0"],
            Dnf = "mesa-libEGL",
            Pacman = "mesa",
        },
        new("GLX", "no window can be opened under X11", NeedTier.Run)
        {
            Libraries = ["libGL.so.1"],
            Apt = ["libgl1"],
            Dnf = "libglvnd-glx",
            Pacman = "libglvnd",
        },
        new("GLFW", "no window can be opened", NeedTier.Run)
        {
            Libraries = ["libglfw.so.3"],
            Apt = ["libglfw3", "libglfw3-wayland"],
            Dnf = "glfw",
            Pacman = "glfw",
        },
        new("FreeType", "no text can be drawn", NeedTier.Run)
        {
            Libraries = ["libfreetype.so.6"],
            Apt = ["libfreetype6"],
            Dnf = "freetype",
            Pacman = "freetype2",
        },
        new("zstd", "zstd chunks cannot be read and lossless stills cannot be made or shown", NeedTier.Run)
        {
            Libraries = ["libzstd.so.1"],
            Apt = ["libzstd1"],
            Dnf = "libzstd",
            Pacman = "zstd",
        },
        new("lz4", "lz4 chunks of Zarr stores cannot be read", NeedTier.Run)
        {
            Libraries = ["liblz4.so.1"],
            Apt = ["liblz4-1"],
            Dnf = "lz4-libs",
            Pacman = "lz4",
        },
        new("Blosc", "blosc chunks of Zarr stores (most public data) cannot be read", NeedTier.Run)
        {
            Libraries = ["libblosc.so.1"],
            Apt = ["libblosc1"],
            Dnf = "blosc",
            Pacman = "blosc",
        },
        new("DejaVu fonts", "no text can be drawn", NeedTier.Run)
        {
            Files = [("/usr/share/fonts", "DejaVuSans.ttf")],
            Apt = ["fonts-dejavu-core"],
            Dnf = "dejavu-sans-fonts",
            Pacman = "ttf-dejavu",
        },
        new("Xvfb", "the tests that open a real window are skipped", NeedTier.Test)
        {
            Programs = ["Xvfb"],
            Apt = ["xvfb"],
            Dnf = "xorg-x11-server-Xvfb",
            Pacman = "xorg-server-xvfb",
        },
        new("xdotool", "the tests that press keys and move the pointer are skipped", NeedTier.Test)
        {
            Programs = ["xdotool"],
            Apt = ["xdotool"],
            Dnf = "xdotool",
            Pacman = "xdotool",
        },
        new("ImageMagick", "the tests that take a picture of a window are skipped", NeedTier.Test)
        {
            Programs = ["import"],
            Apt = ["imagemagick"],
            Dnf = "ImageMagick",
            Pacman = "imagemagick",
        },
        new("ffmpeg", "the comparisons with the ffmpeg program are skipped", NeedTier.Test)
        {
            Programs = ["ffmpeg"],
            Apt = ["ffmpeg"],
            Dnf = "ffmpeg-free",
            Pacman = "ffmpeg",
        },
        new("Chromium", "the tests that open reports in a browser are skipped", NeedTier.Full)
        {
            Programs = ["chromium", "chromium-browser", "google-chrome"],
            Apt = ["chromium", "chromium-browser"],
            Dnf = "chromium",
            Pacman = "chromium",
        },
        new("PyAV", "'bench compare' leaves out the predecessor's software path", NeedTier.Full)
        {
            Files = PythonModule("av"),
            Apt = ["python3-av"],
            Dnf = "python3-av",
            Pacman = "python-pyav",
        },
        new("PyOpenGL", "'bench compare' leaves out the predecessor's software path", NeedTier.Full)
        {
            Files = PythonModule("OpenGL"),
            Apt = ["python3-opengl"],
            Dnf = "python3-pyopengl",
            Pacman = "python-opengl",
        },
        new("NumPy", "'bench compare' leaves out the predecessor's software path, 'bench render' its comparison", NeedTier.Full)
        {
            Files = PythonModule("numpy"),
            Apt = ["python3-numpy"],
            Dnf = "python3-numpy",
            Pacman = "python-numpy",
        },
        new("mpv", "'bench compare' leaves out mpv", NeedTier.Full)
        {
            Programs = ["mpv"],
            Apt = ["mpv"],
            Dnf = "mpv",
            Pacman = "mpv",
        },
    ];

    /// <summary>Where distributions put a module for their python3.</summary>
    private static (string, string)[] PythonModule(string name)
    {
        string[] pythons = ["/usr/lib/python3", .. s_libraries.Where(Directory.Exists).SelectMany(static folder => Directory.EnumerateDirectories(folder, "python3.*"))];
        return [.. pythons.SelectMany(static _ => s_pythonPackages, (python, packages) => ($"{python}/{packages}/{name}", "__init__.py"))];
    }
}
