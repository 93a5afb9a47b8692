/**
 * What the shells among the walls do (see `walls.ts`): the one in front of strace, and the one in front of the program. Each stands there
 * anyway, and what it can do by itself needs no further process.
 */

/** The number that the program's first process knows itself by: above what programs print as results. */
export const firstNumber = 10_001

/** The few files that stand for the host's own in `/etc`. */
export const standIns: Readonly<Record<string, string>> = {
  passwd: 'learner:x:1000:1000::/home/learner:/bin/sh',
  group: 'learner:x:1000:',
  hosts: '127.0.0.1 localhost joinery\n::1 localhost joinery',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files',
}

/** The descriptor by which `bwrap` reads the filter; its command line can be read by everybody in the sandbox. */
export const filterAt = 4
/** From this descriptor on it reads the files. */
export const standInsAt = 5
/** By this one it reads what it is to do. */
export const argumentsAt = 9

/** Not every shell can close a descriptor above 9. Where somebody left the kit such a one, `bash` closes it on the way to strace. `record` is in bytes. */
export const stage = (record: number): string => `set -e
ulimit -f ${record / 512}
high=
for descriptor in /proc/self/fd/*; do
  descriptor=\${descriptor##*/}
  case $descriptor in
    [0-3]) ;;
    [4-9]) eval "exec $descriptor>&-" ;;
    *) [ ! -h "/proc/self/fd/$descriptor" ] || high="$high $descriptor>&-" ;;
  esac
done
path=$PATH
PATH=/usr/sbin:/usr/bin:/sbin:/bin
bash=$1 options=$2 scratch=$3 files=$4 filter=$5 arguments=$6
shift 6
mount -t tmpfs -o "$options" joinery "$scratch"
cp -pRP "$files"/* "$scratch"
while [ "$1" != -- ]; do
  mount --rbind "$1" "$2"
  shift 2
done
shift
[ -z "$filter" ] || printf "$filter" >"$scratch/filter"
[ -z "$filter" ] || exec ${filterAt}<"$scratch/filter"
printf "$arguments" >"$scratch/arguments"
exec ${argumentsAt}<"$scratch/arguments"
${Object.values(standIns)
  .map((text, index) => `exec ${standInsAt + index}<<END\n${text}\nEND`)
  .join('\n')}
PATH=$path
[ -z "$high" ] || exec "$bash" -c "exec$high"' && exec "$@"' bash "$@"
exec "$@"`

/**
 * The least, the first and the most that the kernel keeps for one TCP connection (bytes, see tcp(7)). With the usual sizes some hundreds of
 * connections could hold GiB.
 */
const tcpBuffers = '4096 65536 131072'

/** As `printf` writes bytes that no argument can hold. */
export const octal = (bytes: Buffer): string => [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')

/** What a shell can limit for the processes that it starts. Sizes are in bytes. */
type ShellLimits = Readonly<Record<'memory' | 'fileSize' | 'cpuSeconds' | 'descriptors' | 'tasks', number>>

/**
 * Descriptor 3 is the program's standard error: the walls themselves have another, so that nobody can take what they say for what the
 * program says. The shell stays in front of the program: the first process that it starts has a high number, and itself has a low one. Some
 * shells put the last command in their own place, so that the program must not be the last. Shells disagree on the letter for tasks, and on
 * nothing else here; they count memory by 1024 bytes, and files by 512.
 */
export const lock = ({ memory, fileSize, cpuSeconds, descriptors, tasks }: ShellLimits): string => `set -e
echo 1000 > /proc/self/oom_score_adj
echo 1 > /proc/sys/user/max_user_namespaces
echo ${firstNumber - 1} > /proc/sys/kernel/ns_last_pid
for buffers in /proc/sys/net/ipv4/tcp_rmem /proc/sys/net/ipv4/tcp_wmem; do
  [ ! -w $buffers ] || echo ${tcpBuffers} > $buffers
done
ulimit -d ${memory / 1024}
ulimit -f ${fileSize / 512}
ulimit -t ${cpuSeconds}
ulimit -n ${descriptors}
ulimit -u ${tasks} 2>/dev/null || ulimit -p ${tasks}
unset SHLVL
exec 2>&3 3>&-
"$@"
exit $?`
