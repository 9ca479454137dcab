package recipe4j.keras.hdf5;

import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.Superblock.SuperblockV0V1;
import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.AttributeNameForIndexedAttributesRecord;
import io.jhdf.btree.record.BTreeRecord;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recipe4j.keras.KerasFormatException;

/** The groups of an HDF5 file, each read once and only when it is asked for. */
final class Hdf5Tree {
  private static final long UNDEFINED = -1;
  private static final long LINK = -2; // soft or external: may run in circles, or leave the file
  private static final int SOFT = 2;

  private final Hdf5Storage storage;
  private final long root;
  private final Map<Long, Map<String, Long>> groups = new HashMap<>();

  Hdf5Tree(Hdf5Storage storage) {
    this.storage = storage;
    this.root =
        storage.getSuperblock() instanceof SuperblockV0V1 old
            ? new SymbolTableEntry(
                    storage, old.getRootGroupSymbolTableAddress()) // from the superblock on
                .getObjectHeaderAddress()
            : ((SuperblockV2V3) storage.getSuperblock()).getRootGroupObjectHeaderAddress();
  }

  /**
   * {@return the header of a group or dataset; null where there is none}
   *
   * @param path names with slashes between, empty for the root
   * @throws KerasFormatException if the way there has a link other than a hard one
   */
  @Nullable ObjectHeader find(String path) throws KerasFormatException {
    Long address = address(path);
    return address == null ? null : ObjectHeader.readObjectHeader(storage, address);
  }

  /** Names in a group, in no order that matters; none if it is no group. */
  List<String> names(String path) throws KerasFormatException {
    Long address = address(path);
    return address == null ? List.of() : List.copyOf(children(address).keySet());
  }

  private @Nullable Long address(String path) throws KerasFormatException {
    Long address = root;
    for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
      address = children(address).get(name);
      if (address == null) {
        return null;
      }
      if (address == LINK) {
        throw new KerasFormatException(
            "%s is a link; save the model again, without links".formatted(path));
      }
    }
    return address;
  }

  /** An object's attribute, or null. */
  @Nullable AttributeMessage attribute(ObjectHeader header, String name) {
    List<AttributeMessage> all = new ArrayList<>(header.getMessagesOfType(AttributeMessage.class));
    for (AttributeInfoMessage dense : header.getMessagesOfType(AttributeInfoMessage.class)) {
      if (dense.getFractalHeapAddress() != UNDEFINED) {
        FractalHeap heap = new FractalHeap(storage, dense.getFractalHeapAddress());
        List<AttributeNameForIndexedAttributesRecord> records =
            records(dense.getAttributeNameBTreeAddress());
        for (AttributeNameForIndexedAttributesRecord record : records) {
          ByteBuffer message = heap.getId(record.getHeapId());
          all.add(new AttributeMessage(message, storage, record.getFlags()));
        }
      }
    }
    return all.stream().filter(message -> message.getName().equals(name)).findFirst().orElse(null);
  }

  private Map<String, Long> children(long address) {
    Map<String, Long> known = groups.get(address);
    if (known == null) {
      ObjectHeader header = ObjectHeader.readObjectHeader(storage, address);
      known =
          header.hasMessageOfType(SymbolTableMessage.class)
              ? symbols(header.getMessageOfType(SymbolTableMessage.class))
              : header.hasMessageOfType(LinkInfoMessage.class) ? links(header) : Map.of();
      groups.put(address, known);
    }
    return known;
  }

  /** A group as h5py writes it. */
  private Map<String, Long> symbols(SymbolTableMessage table) {
    Map<String, Long> children = new LinkedHashMap<>();
    ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
    for (long node :
        BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
      for (SymbolTableEntry entry :
          new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
        String name = Utils.readUntilNull(names.position(entry.getLinkNameOffset()));
        storage.charge(name.length());
        children.put(name, entry.getCacheType() == SOFT ? LINK : entry.getObjectHeaderAddress());
      }
    }
    return children;
  }

  /** A group in the format of HDF5 1.8 and later: its links in the header, or many in a heap. */
  private Map<String, Long> links(ObjectHeader header) {
    List<LinkMessage> links = new ArrayList<>(header.getMessagesOfType(LinkMessage.class));
    LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
    if (info.getBTreeNameIndexAddress() != UNDEFINED) {
      FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
      List<LinkNameForIndexedGroupRecord> records = records(info.getBTreeNameIndexAddress());
      for (LinkNameForIndexedGroupRecord record : records) {
        ByteBuffer message = heap.getId(record.getId());
        links.add(LinkMessage.fromBuffer(message, storage.getSuperblock()));
      }
    }
    Map<String, Long> children = new LinkedHashMap<>();
    for (LinkMessage link : links) {
      boolean hard = link.getLinkType() == LinkMessage.LinkType.HARD;
      children.put(link.getLinkName(), hard ? link.getHardLinkAddress() : LINK);
    }
    return children;
  }

  /** Of a tree whose header promises no more records than the file has bytes for. */
  private <T extends BTreeRecord> List<T> records(long tree) {
    int before = 16 + storage.getSizeOfOffsets() + 2;
    ByteBuffer header =
        storage.readBufferFromAddress(tree, before + storage.getSizeOfLengths()).position(before);
    if (Utils.readBytesAsUnsignedLong(header, storage.getSizeOfLengths()) > storage.size()) {
      throw new HdfException("a tree has more records than the file has bytes");
    }
    return new BTreeV2<T>(storage, tree).getRecords();
  }
}
