//! A disk that forgets: plays events back and says what it may hold when the power goes.
//!
//! Every file has contents that were synced, and changes to them since; every folder has names
//! that were synced, and changes to them since. A drive may keep any of the changes. It is taken
//! to be honest about syncs, and to write 512 bytes at once or not at all.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::log::Event;
use crate::random::Random;

const SECTOR: usize = 512;
const PAGE: usize = 4096;

/// Which of the changes that were not synced are there after the cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Survival {
    /// None.
    Strict,
    /// Those up to some moment, in the order in which they were made; the last is torn.
    Prefix,
    /// Each with even chances, and of what was written each page by itself.
    Random,
    /// All: what the files look like when the power stays on.
    All,
}

/// Something that a folder or the contents of a file may be.
#[derive(Clone)]
enum Node {
    File(Vec<u8>),
    Folder(BTreeMap<OsString, usize>),
}

#[derive(Clone)]
enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Resize { length: usize },
    Link { name: OsString, node: usize },
    Rename { from: OsString, to: OsString },
    Unlink { name: OsString },
}

/// A change that was not synced yet.
#[derive(Clone)]
struct Pending {
    /// When it was made, counted in events.
    at: usize,
    node: usize,
    change: Change,
}

/// The files below one folder: as they are durable, as they look, and what lies between.
pub(crate) struct Disk {
    root: PathBuf,
    durable: Vec<Node>,
    current: Vec<Node>,
    pending: Vec<Pending>,
    node_of_inode: HashMap<u64, usize>,
    sync_began: HashMap<u64, usize>,
    now: usize,
}

const ROOT: usize = 0;

impl Disk {
    /// Starts with what `root` holds, all of it durable.
    pub(crate) fn load(root: &Path) -> Self {
        let mut nodes = vec![Node::Folder(BTreeMap::new())];
        load_folder(root, ROOT, &mut nodes);
        Self {
            root: root.to_path_buf(),
            current: nodes.clone(),
            durable: nodes,
            pending: Vec::new(),
            node_of_inode: HashMap::new(),
            sync_began: HashMap::new(),
            now: 0,
        }
    }

    /// Plays the next event.
    pub(crate) fn play(&mut self, event: &Event) {
        self.now += 1;
        match event {
            Event::Opened { file, path } => self.open(*file, path),
            Event::Wrote { file, offset, bytes } => {
                let change = Change::Write { offset: *offset, bytes: bytes.clone() };
                self.change(self.node_of_inode[file], change);
            }
            Event::Resized { file, length } => {
                self.change(self.node_of_inode[file], Change::Resize { length: *length });
            }
            Event::SyncBegan { sync } => {
                self.sync_began.insert(*sync, self.now);
            }
            Event::SyncedFile { file, sync } => self.sync(self.node_of_inode[file], *sync),
            Event::SyncedFolder { path, sync } => {
                let folder = self.find(path).expect("a folder that is synced exists");
                self.sync(folder, *sync);
            }
            Event::MadeFolder { path } => self.make(path, Node::Folder(BTreeMap::new())),
            Event::Renamed { from, to } => {
                assert_eq!(from.parent(), to.parent(), "a rename between folders needs two syncs");
                let (folder, from) = self.place(from);
                let (_, to) = self.place(to);
                self.change(folder, Change::Rename { from, to });
            }
            Event::Removed { path } => {
                let (folder, name) = self.place(path);
                self.change(folder, Change::Unlink { name });
            }
            Event::Printed { .. } => {}
        }
    }

    /// Writes to `target` what the disk may hold now.
    pub(crate) fn write_image(&self, target: &Path, survival: Survival, random: &mut Random) {
        let mut nodes = self.durable.clone();
        for Pending { node, change, .. } in self.survivors(survival, random) {
            apply(&mut nodes[node], change);
        }
        write_folder(target, ROOT, &nodes);
    }

    fn survivors(&self, survival: Survival, random: &mut Random) -> Vec<Pending> {
        match survival {
            Survival::Strict => Vec::new(),
            Survival::All => self.pending.clone(),
            Survival::Prefix => {
                let n_kept = below(random, self.pending.len() + 1);
                let mut kept = self.pending[..n_kept].to_vec();
                if let Some(Pending { change: Change::Write { bytes, .. }, .. }) = kept.last_mut() {
                    let n_sectors = below(random, bytes.len() / SECTOR + 1);
                    bytes.truncate(n_sectors * SECTOR);
                }
                kept
            }
            Survival::Random => self
                .pending
                .iter()
                .flat_map(|pending| pages(pending.clone()))
                .filter(|_| random.below(2) == 0)
                .collect(),
        }
    }

    fn open(&mut self, inode: u64, path: &Path) {
        if self.find(path).is_none() {
            self.make(path, Node::File(Vec::new()));
        }
        // An inode may be given out again after its file was removed: the last name counts.
        let node = self.find(path).expect("it was made above");
        self.node_of_inode.insert(inode, node);
    }

    fn make(&mut self, path: &Path, empty: Node) {
        let node = self.current.len();
        self.current.push(empty.clone());
        self.durable.push(empty);
        let (folder, name) = self.place(path);
        self.change(folder, Change::Link { name, node });
    }

    fn change(&mut self, node: usize, change: Change) {
        apply(&mut self.current[node], change.clone());
        self.pending.push(Pending { at: self.now, node, change });
    }

    fn sync(&mut self, node: usize, sync: u64) {
        let began = self.sync_began[&sync];
        let (synced, pending) =
            self.pending.drain(..).partition(|pending| pending.node == node && pending.at < began);
        self.pending = pending;
        let synced: Vec<Pending> = synced;
        for Pending { change, .. } in synced {
            apply(&mut self.durable[node], change);
        }
    }

    fn find(&self, path: &Path) -> Option<usize> {
        let below_root = path.strip_prefix(&self.root).expect("the recorder stays below its root");
        below_root.iter().try_fold(ROOT, |node, name| match &self.current[node] {
            Node::Folder(names) => names.get(name).copied(),
            Node::File(_) => None,
        })
    }

    fn place(&self, path: &Path) -> (usize, OsString) {
        let folder = path.parent().and_then(|folder| self.find(folder));
        let name = path.file_name().expect("a name").to_os_string();
        (folder.expect("the folder exists"), name)
    }
}

/// Applies a change; one that makes no sense because an earlier one did not survive does nothing.
fn apply(node: &mut Node, change: Change) {
    match (node, change) {
        (Node::File(contents), Change::Write { offset, bytes }) => {
            let end = offset + bytes.len();
            if contents.len() < end {
                contents.resize(end, 0);
            }
            contents[offset..end].copy_from_slice(&bytes);
        }
        (Node::File(contents), Change::Resize { length }) => contents.resize(length, 0),
        (Node::Folder(names), Change::Link { name, node }) => {
            names.insert(name, node);
        }
        (Node::Folder(names), Change::Rename { from, to }) => {
            if let Some(node) = names.remove(&from) {
                names.insert(to, node);
            }
        }
        (Node::Folder(names), Change::Unlink { name }) => {
            names.remove(&name);
        }
        (Node::File(_), _) | (Node::Folder(_), _) => panic!("a file is no folder"),
    }
}

/// Splits what was written into the pages that a drive may keep one by one.
fn pages(pending: Pending) -> Vec<Pending> {
    let Pending { at, node, change } = pending;
    match change {
        Change::Write { offset, bytes } => bytes
            .chunks(PAGE)
            .enumerate()
            .map(|(number, page)| {
                let change = Change::Write { offset: offset + number * PAGE, bytes: page.to_vec() };
                Pending { at, node, change }
            })
            .collect(),
        change => vec![Pending { at, node, change }],
    }
}

fn load_folder(path: &Path, folder: usize, nodes: &mut Vec<Node>) {
    for entry in fs::read_dir(path).unwrap() {
        let entry = entry.unwrap();
        let node = nodes.len();
        if entry.file_type().unwrap().is_dir() {
            nodes.push(Node::Folder(BTreeMap::new()));
            load_folder(&entry.path(), node, nodes);
        } else {
            nodes.push(Node::File(fs::read(entry.path()).unwrap()));
        }
        if let Node::Folder(names) = &mut nodes[folder] {
            names.insert(entry.file_name(), node);
        }
    }
}

fn write_folder(path: &Path, folder: usize, nodes: &[Node]) {
    fs::create_dir_all(path).unwrap();
    let Node::Folder(names) = &nodes[folder] else { panic!("{} is no folder", path.display()) };
    for (name, node) in names {
        let path = path.join(name);
        match &nodes[*node] {
            Node::File(contents) => fs::write(path, contents).unwrap(),
            Node::Folder(_) => write_folder(&path, *node, nodes),
        }
    }
}

fn below(random: &mut Random, bound: usize) -> usize {
    usize::try_from(random.below(u64::try_from(bound).unwrap())).unwrap()
}
