using System;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Rendering;

/// <summary>What a projection needs to know of a layer's style, in the terms of a block's codes.</summary>
/// <remarks>Threads: made ready by one, then read by several.</remarks>
internal sealed class SheetShading
{
    public const int Entries = 256;

    private double _step = double.NaN;
    private double _gamma = double.NaN;

    public VolumeMode Mode { get; private set; }

    public bool IsNearest { get; private set; }

    /// <summary>Intensity = (code − LowCode) · PerCode.</summary>
    public float LowCode { get; private set; }

    /// <inheritdoc cref="LowCode"/>
    public float PerCode { get; private set; }

    /// <summary>Bricks whose largest code does not exceed this change nothing.</summary>
    public int SkipCode { get; private set; }

    public float Attenuation { get; private set; }

    /// <summary>How much of what lies behind a sample covers, by intensity in steps of 1 / (<see cref="Entries"/> − 1).</summary>
    public float[] Cover { get; } = new float[Entries];

    /// <summary>The colour that belongs to the same steps, 0xAABBGGRR.</summary>
    public int[] Tint { get; } = new int[Entries];

    public static VolumeMode ModeOf(string rendering, bool isLabels) => isLabels ? VolumeMode.Labels : rendering switch
    {
        "attenuated_mip" => VolumeMode.AttenuatedMip,
        "average" => VolumeMode.Average,
        "translucent" => VolumeMode.Translucent,
        "additive" => VolumeMode.Additive,
        _ => VolumeMode.Mip,
    };

    public void Use(VolumeBlock block, LayerStyle style, ColorRamp ramp, bool isLabels)
    {
        Mode = ModeOf(style.Rendering, isLabels);
        IsNearest = isLabels || style.IsNearest;
        double range = Math.Max(style.ContrastHigh - style.ContrastLow, 1e-9);
        LowCode = isLabels ? 0 : (float)(((style.ContrastLow - block.Low) / block.Step) + 1);
        PerCode = (float)(block.Step / range);
        SkipCode = Mode is VolumeMode.Average or VolumeMode.Labels || block.HasGaps ? 0 : Math.Clamp((int)LowCode, 0, VolumeBlock.TopCode);
        Attenuation = (float)(style.Attenuation ?? LayerStyle.DefaultAttenuation);
        _gamma = style.Gamma;
        _step = double.NaN;
        for (int i = 0; i < Entries; i++)
        {
            Tint[i] = (int)ramp.Colors[(int)Math.Round(i * (double)ColorRamp.Top / (Entries - 1))];
        }
    }

    /// <summary>Fits the covers to the length of a step, in the scene's finest samples.</summary>
    public void UseStep(double step)
    {
        if (_step == step)
        {
            return;
        }

        _step = step;
        for (int i = 0; i < Entries; i++)
        {
            Cover[i] = (float)(1 - Math.Pow(1 - Math.Pow(i / (double)(Entries - 1), _gamma), step));
        }
    }
}
