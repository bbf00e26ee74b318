using System.Text;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>Turns a name of the code into one of the files.</summary>
internal static class SnakeCase
{
    /// <summary>ServerSend becomes server_send.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder();
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
