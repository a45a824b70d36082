using System.Security.Cryptography;
using System.Text;
using KubeDaq.Sandbox.Identity;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>The password of all development users, made anew at each start and kept where only the owner of the sandbox can read it.</summary>
internal sealed class StartPassword
{
    private readonly byte[] _value;

    private StartPassword(string file, string value) => (File, _value) = (file, Encoding.UTF8.GetBytes(value));

    /// <summary>The file it stands in.</summary>
    public string File { get; }

    /// <summary>Makes one and writes it.</summary>
    public static StartPassword Make(string file)
    {
        var value = RandomNumberGenerator.GetHexString(20, lowercase: true);
        PrivateFile.Write(file, value + "\n");
        return new(file, value);
    }

    /// <summary>Whether somebody knows it, told in the same time for every guess.</summary>
    public bool Is(string guess) => CryptographicOperations.FixedTimeEquals(_value, Encoding.UTF8.GetBytes(guess.Trim()));
}
