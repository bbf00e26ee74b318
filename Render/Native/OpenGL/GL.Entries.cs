using System;

namespace Fathom.Render.Native.OpenGL;

/// <content>The table of entry points. A class file of its own: the list is data.</content>
public sealed unsafe partial class GL
{
    private readonly delegate* unmanaged<uint, int*, void> _glGetIntegerv;
    private readonly delegate* unmanaged<uint, byte*> _glGetString;
    private readonly delegate* unmanaged<uint, uint, byte*> _glGetStringi;
    private readonly delegate* unmanaged<uint, int, byte**, int*, void> _glShaderSource;
    private readonly delegate* unmanaged<uint, uint, int*, void> _glGetShaderiv;
    private readonly delegate* unmanaged<uint, int, int*, byte*, void> _glGetShaderInfoLog;
    private readonly delegate* unmanaged<uint, uint, int*, void> _glGetProgramiv;
    private readonly delegate* unmanaged<uint, int, int*, byte*, void> _glGetProgramInfoLog;
    private readonly delegate* unmanaged<uint, byte*, int> _glGetUniformLocation;

    private GL(Func<string, nint> getProcAddress)
    {
        var loader = new EntryLoader(getProcAddress);
        _glGetIntegerv = (delegate* unmanaged<uint, int*, void>)loader.Require("glGetIntegerv");
        _glGetString = (delegate* unmanaged<uint, byte*>)loader.Require("glGetString");
        _glGetStringi = (delegate* unmanaged<uint, uint, byte*>)loader.Require("glGetStringi");
        _glShaderSource = (delegate* unmanaged<uint, int, byte**, int*, void>)loader.Require("glShaderSource");
        _glGetShaderiv = (delegate* unmanaged<uint, uint, int*, void>)loader.Require("glGetShaderiv");
        _glGetShaderInfoLog = (delegate* unmanaged<uint, int, int*, byte*, void>)loader.Require("glGetShaderInfoLog");
        _glGetProgramiv = (delegate* unmanaged<uint, uint, int*, void>)loader.Require("glGetProgramiv");
        _glGetProgramInfoLog = (delegate* unmanaged<uint, int, int*, byte*, void>)loader.Require("glGetProgramInfoLog");
        _glGetUniformLocation = (delegate* unmanaged<uint, byte*, int>)loader.Require("glGetUniformLocation");
        _glClearColor = (delegate* unmanaged<float, float, float, float, void>)loader.Require("glClearColor");
        _glClear = (delegate* unmanaged<uint, void>)loader.Require("glClear");
        _glViewport = (delegate* unmanaged<int, int, uint, uint, void>)loader.Require("glViewport");
        _glScissor = (delegate* unmanaged<int, int, uint, uint, void>)loader.Require("glScissor");
        _glEnable = (delegate* unmanaged<uint, void>)loader.Require("glEnable");
        _glDisable = (delegate* unmanaged<uint, void>)loader.Require("glDisable");
        _glBlendFunc = (delegate* unmanaged<uint, uint, void>)loader.Require("glBlendFunc");
        _glBlendFuncSeparate = (delegate* unmanaged<uint, uint, uint, uint, void>)loader.Require("glBlendFuncSeparate");
        _glDepthMask = (delegate* unmanaged<byte, void>)loader.Require("glDepthMask");
        _glPixelStorei = (delegate* unmanaged<uint, int, void>)loader.Require("glPixelStorei");
        _glGetError = (delegate* unmanaged<uint>)loader.Require("glGetError");
        _glGetGraphicsResetStatus = (delegate* unmanaged<uint>)loader.Find("glGetGraphicsResetStatus");
        _glFinish = (delegate* unmanaged<void>)loader.Require("glFinish");
        _glFlush = (delegate* unmanaged<void>)loader.Require("glFlush");
        _glActiveTexture = (delegate* unmanaged<uint, void>)loader.Require("glActiveTexture");
        _glBindTexture = (delegate* unmanaged<uint, uint, void>)loader.Require("glBindTexture");
        _glTexImage2D = (delegate* unmanaged<uint, int, uint, uint, uint, int, uint, uint, void*, void>)loader.Require("glTexImage2D");
        _glTexSubImage2D = (delegate* unmanaged<uint, int, int, int, uint, uint, uint, uint, void*, void>)loader.Require("glTexSubImage2D");
        _glTexParameteri = (delegate* unmanaged<uint, uint, int, void>)loader.Require("glTexParameteri");
        _glGenerateMipmap = (delegate* unmanaged<uint, void>)loader.Require("glGenerateMipmap");
        _glGenTextures = (delegate* unmanaged<int, uint*, void>)loader.Require("glGenTextures");
        _glDeleteTextures = (delegate* unmanaged<int, uint*, void>)loader.Require("glDeleteTextures");
        _glGenBuffers = (delegate* unmanaged<int, uint*, void>)loader.Require("glGenBuffers");
        _glDeleteBuffers = (delegate* unmanaged<int, uint*, void>)loader.Require("glDeleteBuffers");
        _glBindBuffer = (delegate* unmanaged<uint, uint, void>)loader.Require("glBindBuffer");
        _glBufferData = (delegate* unmanaged<uint, nuint, void*, uint, void>)loader.Require("glBufferData");
        _glBufferSubData = (delegate* unmanaged<uint, nint, nuint, void*, void>)loader.Require("glBufferSubData");
        _glBindBufferBase = (delegate* unmanaged<uint, uint, uint, void>)loader.Require("glBindBufferBase");
        _glGenVertexArrays = (delegate* unmanaged<int, uint*, void>)loader.Require("glGenVertexArrays");
        _glDeleteVertexArrays = (delegate* unmanaged<int, uint*, void>)loader.Require("glDeleteVertexArrays");
        _glBindVertexArray = (delegate* unmanaged<uint, void>)loader.Require("glBindVertexArray");
        _glEnableVertexAttribArray = (delegate* unmanaged<uint, void>)loader.Require("glEnableVertexAttribArray");
        _glVertexAttribPointer = (delegate* unmanaged<uint, int, uint, byte, uint, nint, void>)loader.Require("glVertexAttribPointer");
        _glCreateShader = (delegate* unmanaged<uint, uint>)loader.Require("glCreateShader");
        _glCompileShader = (delegate* unmanaged<uint, void>)loader.Require("glCompileShader");
        _glDeleteShader = (delegate* unmanaged<uint, void>)loader.Require("glDeleteShader");
        _glCreateProgram = (delegate* unmanaged<uint>)loader.Require("glCreateProgram");
        _glAttachShader = (delegate* unmanaged<uint, uint, void>)loader.Require("glAttachShader");
        _glDetachShader = (delegate* unmanaged<uint, uint, void>)loader.Require("glDetachShader");
        _glLinkProgram = (delegate* unmanaged<uint, void>)loader.Require("glLinkProgram");
        _glUseProgram = (delegate* unmanaged<uint, void>)loader.Require("glUseProgram");
        _glDeleteProgram = (delegate* unmanaged<uint, void>)loader.Require("glDeleteProgram");
        _glUniform1i = (delegate* unmanaged<int, int, void>)loader.Require("glUniform1i");
        _glUniform1f = (delegate* unmanaged<int, float, void>)loader.Require("glUniform1f");
        _glUniform2f = (delegate* unmanaged<int, float, float, void>)loader.Require("glUniform2f");
        _glUniform3f = (delegate* unmanaged<int, float, float, float, void>)loader.Require("glUniform3f");
        _glUniform4f = (delegate* unmanaged<int, float, float, float, float, void>)loader.Require("glUniform4f");
        _glUniformMatrix3fv = (delegate* unmanaged<int, uint, byte, float*, void>)loader.Require("glUniformMatrix3fv");
        _glUniformMatrix4fv = (delegate* unmanaged<int, uint, byte, float*, void>)loader.Require("glUniformMatrix4fv");
        _glGenFramebuffers = (delegate* unmanaged<int, uint*, void>)loader.Require("glGenFramebuffers");
        _glDeleteFramebuffers = (delegate* unmanaged<int, uint*, void>)loader.Require("glDeleteFramebuffers");
        _glBindFramebuffer = (delegate* unmanaged<uint, uint, void>)loader.Require("glBindFramebuffer");
        _glFramebufferTexture2D = (delegate* unmanaged<uint, uint, uint, uint, int, void>)loader.Require("glFramebufferTexture2D");
        _glCheckFramebufferStatus = (delegate* unmanaged<uint, uint>)loader.Require("glCheckFramebufferStatus");
        _glBlitFramebuffer = (delegate* unmanaged<int, int, int, int, int, int, int, int, uint, uint, void>)loader.Require("glBlitFramebuffer");
        _glReadPixels = (delegate* unmanaged<int, int, uint, uint, uint, uint, void*, void>)loader.Require("glReadPixels");
        _glDrawArrays = (delegate* unmanaged<uint, int, uint, void>)loader.Require("glDrawArrays");
        _glDrawElements = (delegate* unmanaged<uint, uint, uint, void*, void>)loader.Require("glDrawElements");
        _glFenceSync = (delegate* unmanaged<uint, uint, nint>)loader.Require("glFenceSync");
        _glClientWaitSync = (delegate* unmanaged<nint, uint, ulong, uint>)loader.Require("glClientWaitSync");
        _glWaitSync = (delegate* unmanaged<nint, uint, ulong, void>)loader.Require("glWaitSync");
        _glDeleteSync = (delegate* unmanaged<nint, void>)loader.Require("glDeleteSync");
        loader.ThrowIfAnyIsMissing();
    }
}
