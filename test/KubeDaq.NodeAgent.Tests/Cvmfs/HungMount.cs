using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KubeDaq.NodeAgent.Tests.Cvmfs;

/// <summary>
/// A file system that really hangs: mounted through /dev/fuse, it takes the request of whoever looks into it and never answers. Such a process
/// cannot even be killed until this is disposed.
/// </summary>
internal sealed partial class HungMount : IDisposable
{
    private const int ReadWrite = 2;
    private const int Force = 1;
    private const int Detach = 2;
    private const int InitReply = 16 + 64;

    private readonly int _device;
    private readonly Thread _server;

    private HungMount(int device, string folder)
    {
        _device = device;
        Folder = folder;
        _server = new Thread(Serve) { IsBackground = true };
        _server.Start();
    }

    public string Folder { get; }

    /// <summary>Null, with the reason, where this machine does not let us.</summary>
    public static (HungMount? Mount, string? Why) Make()
    {
        var device = Open("/dev/fuse", ReadWrite);
        if (device < 0)
            return (null, "/dev/fuse cannot be opened");
        var folder = Directory.CreateTempSubdirectory("kubedaq-hung-").FullName;
        if (Mount("kubedaq-test", folder, "fuse", 0, $"fd={device},rootmode=40000,user_id=0,group_id=0") == 0)
            return (new HungMount(device, folder), null);
        _ = Close(device);
        Directory.Delete(folder);
        return (null, "only root may mount");
    }

    public void Dispose()
    {
        // By force ends the connection, which lets everybody go who waits; the mount goes when they have left.
        _ = Umount(Folder, Force);
        _ = Umount(Folder, Detach);
        _ = Close(_device);
        Directory.Delete(Folder);
    }

    /// <summary>Answers the first request, by which the kernel makes itself known, and swallows the rest.</summary>
    private void Serve()
    {
        var request = new byte[1 << 20];
        if (Read(_device, request, request.Length) < 40)
            return;
        var reply = new byte[InitReply];
        BinaryPrimitives.WriteInt32LittleEndian(reply, InitReply);
        request.AsSpan(8, 8).CopyTo(reply.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(16), 7);
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(20), 31);
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(36), 4096);
        _ = Write(_device, reply, reply.Length);
        while (Read(_device, request, request.Length) > 0)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, byte[] buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, byte[] buffer, nint count);

    [LibraryImport("libc", EntryPoint = "mount", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string kind, nuint flags, string data);

    [LibraryImport("libc", EntryPoint = "umount2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Umount(string target, int flags);
}
