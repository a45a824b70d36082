using System.Runtime.InteropServices;

namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static class Libc
{
    public const int SigKill = 9;
    public const int SigUser1 = 10;
    public const int SigTerm = 15;
    public const short PollIn = 1;

    /// <summary>Sends a signal to a process.</summary>
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int Kill(int pid, int signal);

    /// <summary>Waits until one of the descriptors has something to read.</summary>
    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int Poll([In, Out] PollEntry[] entries, nuint count, int timeoutMilliseconds);

    /// <summary>Reads what is there.</summary>
    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern nint Read(int descriptor, [Out] byte[] buffer, nuint count);

    /// <summary>Renames in one step, whatever the names stand for: .NET moves no link that leads to a folder.</summary>
    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    /// <summary>The user that this process runs as.</summary>
    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern uint EffectiveUser();

    /// <summary>One descriptor to wait for.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Found;
    }
}
