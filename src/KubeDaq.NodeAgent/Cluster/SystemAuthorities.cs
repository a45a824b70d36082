using System.Runtime.InteropServices;

namespace KubeDaq.NodeAgent.Cluster;

/// <summary>The certificate authorities of the machine. .NET reads them all before it checks a chain, also one that they have no part in.</summary>
internal static partial class SystemAuthorities
{
    /// <summary>Leaves them unread, for a process that trusts others: they cost half a second of processor time and some megabytes. To be called before the first connection.</summary>
    public static void LeaveUnread()
    {
        // By the C library, as it is there that they are looked up; where that does not work they are read, and nothing else is lost.
        foreach (var variable in new[] { "SSL_CERT_DIR", "SSL_CERT_FILE" })
            _ = SetVariable(variable, "", overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
