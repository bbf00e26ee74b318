"""The software path of Fathom's predecessor, as small as it can be: PyAV decodes a picture and turns it into an RGB24 array, the array's rows are
turned round, the array becomes a texture, and a textured quad is drawn. No sockets, no window: EGL without a surface, a framebuffer of the picture's size.

    python3 pyav_path.py FILE one|rate THREADS FRAMES
    python3 pyav_path.py versions

"one": the next unit is fed when the picture before it is readable; "rate": one thread decodes and converts, the other draws, two pictures lie between.
Prints one JSON object.
"""

import json
import os
import queue
import sys
import threading
import time

os.environ.setdefault("PYOPENGL_PLATFORM", "egl")
os.environ.setdefault("EGL_PLATFORM", "surfaceless")

import numpy as np
import av
import OpenGL
from OpenGL import EGL

OpenGL.ERROR_CHECKING = False  # GL's errors are asked for once, at the end: the peer shall be as fast as it can be. EGL's module needs them on.

from OpenGL import GL

WARM_UP = {"one": 32, "rate": 96}
VERSIONS = f"PyAV {av.__version__}, libavcodec {av.library_versions['libavcodec'][0]}, NumPy {np.__version__}, PyOpenGL {OpenGL.__version__}"
VERTEX = """#version 330 core
out vec2 place;
void main() { place = vec2(gl_VertexID & 1, gl_VertexID >> 1); gl_Position = vec4(place * 2.0 - 1.0, 0.0, 1.0); }"""
FRAGMENT = """#version 330 core
in vec2 place; out vec4 color; uniform sampler2D picture;
void main() { color = vec4(texture(picture, place).rgb, 1.0); }"""


class Screen:
    """A framebuffer, one texture, one quad."""

    def __init__(self):
        display = EGL.eglGetDisplay(EGL.EGL_DEFAULT_DISPLAY)
        major, minor = EGL.EGLint(), EGL.EGLint()
        if not EGL.eglInitialize(display, major, minor) or not EGL.eglBindAPI(EGL.EGL_OPENGL_API):
            raise RuntimeError("EGL cannot be initialised")
        configs, count = (EGL.EGLConfig * 1)(), EGL.EGLint()
        wanted = [EGL.EGL_SURFACE_TYPE, EGL.EGL_PBUFFER_BIT, EGL.EGL_RENDERABLE_TYPE, EGL.EGL_OPENGL_BIT, EGL.EGL_NONE]
        EGL.eglChooseConfig(display, (EGL.EGLint * len(wanted))(*wanted), configs, 1, count)
        # 0x3098, 0x30FB: version 3.3; 0x30FD = 1: core profile.
        version = [0x3098, 3, 0x30FB, 3, 0x30FD, 1, EGL.EGL_NONE]
        context = EGL.eglCreateContext(display, configs[0], EGL.EGL_NO_CONTEXT, (EGL.EGLint * len(version))(*version))
        if not EGL.eglMakeCurrent(display, EGL.EGL_NO_SURFACE, EGL.EGL_NO_SURFACE, context):
            raise RuntimeError("the GL context cannot be made current")
        self.renderer = GL.glGetString(GL.GL_RENDERER).decode()
        program = GL.glCreateProgram()
        for kind, source in ((GL.GL_VERTEX_SHADER, VERTEX), (GL.GL_FRAGMENT_SHADER, FRAGMENT)):
            shader = GL.glCreateShader(kind)
            GL.glShaderSource(shader, source)
            GL.glCompileShader(shader)
            GL.glAttachShader(program, shader)
        GL.glLinkProgram(program)
        if not GL.glGetProgramiv(program, GL.GL_LINK_STATUS):
            raise RuntimeError(GL.glGetProgramInfoLog(program))
        GL.glUseProgram(program)
        GL.glBindVertexArray(GL.glGenVertexArrays(1))
        GL.glPixelStorei(GL.GL_UNPACK_ALIGNMENT, 1)
        GL.glPixelStorei(GL.GL_PACK_ALIGNMENT, 1)
        self.size = None

    def resize(self, width, height):
        self.size = (width, height)
        target = GL.glGenTextures(1)
        GL.glBindTexture(GL.GL_TEXTURE_2D, target)
        GL.glTexImage2D(GL.GL_TEXTURE_2D, 0, GL.GL_RGBA8, width, height, 0, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE, None)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, GL.glGenFramebuffers(1))
        GL.glFramebufferTexture2D(GL.GL_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_TEXTURE_2D, target, 0)
        GL.glBindTexture(GL.GL_TEXTURE_2D, GL.glGenTextures(1))
        for name in (GL.GL_TEXTURE_MIN_FILTER, GL.GL_TEXTURE_MAG_FILTER):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, name, GL.GL_NEAREST)
        for name in (GL.GL_TEXTURE_WRAP_S, GL.GL_TEXTURE_WRAP_T):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, name, GL.GL_CLAMP_TO_EDGE)
        GL.glTexImage2D(GL.GL_TEXTURE_2D, 0, GL.GL_RGB8, width, height, 0, GL.GL_RGB, GL.GL_UNSIGNED_BYTE, None)
        GL.glViewport(0, 0, width, height)

    def show(self, array, parts):
        start = time.perf_counter()
        height, width = array.shape[:2]
        if self.size != (width, height):
            self.resize(width, height)
        array = np.ascontiguousarray(np.flipud(array))
        flipped = time.perf_counter()
        GL.glTexSubImage2D(GL.GL_TEXTURE_2D, 0, 0, 0, width, height, GL.GL_RGB, GL.GL_UNSIGNED_BYTE, array)
        uploaded = time.perf_counter()
        GL.glDrawArrays(GL.GL_TRIANGLE_STRIP, 0, 4)
        GL.glFinish()
        drawn = time.perf_counter()
        for name, value in (("flip", flipped - start), ("upload", uploaded - flipped), ("draw", drawn - uploaded)):
            parts[name].append(value * 1000)
        return drawn

    def thumbnail(self):
        """Means of 16 × 9 blocks, from the top: the other programs must show the same picture. Its luma, since the colours do differ: the conversion to
        RGB24 takes the matrix of BT.601, whatever the stream says."""
        width, height = self.size
        pixels = np.frombuffer(GL.glReadPixels(0, 0, width, height, GL.GL_RGBA, GL.GL_UNSIGNED_BYTE), dtype=np.uint8).reshape(height, width, 4)
        luma = np.flipud(pixels[:, :, :3].astype(np.float64) @ (0.299, 0.587, 0.114))
        return luma.reshape(9, height // 9, 16, width // 16).mean(axis=(1, 3)).ravel().round(2).tolist()


def units_of(path, limit):
    units = []
    with av.open(path) as container:
        for packet in container.demux(container.streams.video[0]):
            if packet.size and (limit == 0 or len(units) < limit):
                units.append(bytes(packet))
    return units


def decoder_with(threads):
    context = av.CodecContext.create("h264", "r")
    context.thread_type = "SLICE"
    context.thread_count = threads
    context.options = {"flags": "low_delay"}
    return context


def empty_parts():
    return {"decode": [], "convert": [], "flip": [], "upload": [], "draw": [], "beyond": [], "readable": []}


def pictures_of(units, threads, parts):
    """Each picture as an array, with the time at which its unit was there and the one at which it was decoded."""
    context = decoder_with(threads)
    for unit in units:
        start = time.perf_counter()
        for frame in context.decode(av.Packet(unit)):
            decoded = time.perf_counter()
            array = frame.to_ndarray(format="rgb24")
            parts["decode"].append((decoded - start) * 1000)
            parts["convert"].append((time.perf_counter() - decoded) * 1000)
            yield array, start, decoded


def note(parts, start, decoded, drawn):
    parts["beyond"].append((drawn - decoded) * 1000)
    parts["readable"].append((drawn - start) * 1000)


def play_one(units, threads, screen):
    parts = empty_parts()
    for array, start, decoded in pictures_of(units, threads, parts):
        note(parts, start, decoded, screen.show(array, parts))
    return parts


def play_rate(units, threads, screen):
    parts, between = empty_parts(), queue.Queue(2)

    def work():
        for picture in pictures_of(units, threads, parts):
            between.put(picture)
        between.put(None)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    while (picture := between.get()) is not None:
        array, start, decoded = picture
        note(parts, start, decoded, screen.show(array, parts))
    worker.join()
    return parts


def percentiles(values):
    p50, p95, p99 = np.percentile(values, (50, 95, 99))
    return {"p50": p50, "p95": p95, "p99": p99, "n": len(values)}


def main():
    if sys.argv[1:] == ["versions"]:
        print(VERSIONS)
        return
    path, mode, threads, limit = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    play = play_one if mode == "one" else play_rate
    units, screen = units_of(path, limit), Screen()
    warm_up = play(units_of(path, WARM_UP[mode]), threads, screen)
    processor, start = time.process_time(), time.perf_counter()
    parts = play(units, threads, screen)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    error = GL.glGetError()
    if error:
        raise RuntimeError(f"GL says {error:#x}")
    print(json.dumps({
        "version": VERSIONS, "renderer": screen.renderer, "frames": len(parts["readable"]), "warm_up": len(warm_up["readable"]), "seconds": seconds, "processor_seconds": processor,
        "thumbnail": screen.thumbnail(), **{f"{name}_ms": percentiles(values) for name, values in parts.items()},
    }))


main()
