namespace Fathom.Render;

/// <summary>Something that is drawn over the picture.</summary>
public interface IDrawn
{
    /// <summary>Draws it for a picture that stands there.</summary>
    void Draw(in ViewTransform view);
}
