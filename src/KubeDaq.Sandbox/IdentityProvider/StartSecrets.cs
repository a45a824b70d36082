using System.Security.Cryptography;
using KubeDaq.Sandbox.Identity;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>What is secret in a start of the provider, in files that only the owner of the sandbox can read.</summary>
/// <param name="Password">Of all development users.</param>
/// <param name="Console">The secret of the console as a client.</param>
internal sealed record StartSecrets(StartPassword Password, string Console)
{
    /// <summary>Makes them in a folder: <c>password</c> and <c>console-secret</c>.</summary>
    public static StartSecrets Make(string folder)
    {
        PrivateFile.MakeFolder(folder);
        var console = RandomNumberGenerator.GetHexString(40, lowercase: true);
        PrivateFile.Write(Path.Combine(folder, "console-secret"), console + "\n");
        return new(StartPassword.Make(Path.Combine(folder, "password")), console);
    }
}
