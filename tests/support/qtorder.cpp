// SPDX-License-Identifier: GPL-3.0-or-later
// Only in the build with the thread sanitizer. Debian's Qt is not instrumented: that an event is delivered after it was
// posted, a task run after it was started, a future read after it was finished is known to nobody, and each value
// handed over would be reported. Here calls of ours into Qt (the linker's --wrap, see CMakeLists.txt) tell the
// sanitizer the order that Qt documents for them, and no more: what is shared beside these hand-overs is reported as
// before.
#include <QCoreApplication>
#include <QFutureInterface>
#include <QObject>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>

#include <cstdarg>
#include <sanitizer/tsan_interface.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

/// A thread's end as QThread::wait() sees it: whatever was called in the thread came before.
void releaseThread()
{
    __tsan_release(QThread::currentThread());
}

/// Begins after what came before it was asked for.
class OrderedSlot final : public QtPrivate::QSlotObjectBase
{
public:
    explicit OrderedSlot(QSlotObjectBase *slot)
        : QSlotObjectBase(&perform)
        , m_slot(slot)
    {
        __tsan_release(this);
    }

private:
    static void perform(int which, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *result)
    {
        auto *self = static_cast<OrderedSlot *>(base);
        switch (which) {
        case Destroy:
            __tsan_acquire(self);
            self->m_slot->destroyIfLastRef();
            delete self;
            break;
        case Call:
            __tsan_acquire(self);
            self->m_slot->call(receiver, arguments);
            __tsan_release(self); // who destroys it may be the one who asked
            releaseThread();
            break;
        default:
            *result = false; // only connections are compared
        }
    }

    QSlotObjectBase *m_slot;
};

/// Begins after what came before its start; ends before its pool is done.
class OrderedTask final : public QRunnable
{
public:
    OrderedTask(QRunnable *task, QThreadPool *pool)
        : m_task(task)
        , m_pool(pool)
    {
        __tsan_release(this);
    }
    void run() override
    {
        __tsan_acquire(this);
        const bool owned = m_task->autoDelete();
        m_task->run();
        if (owned)
            delete m_task;
        __tsan_release(m_pool);
    }

private:
    QRunnable *m_task;
    QThreadPool *m_pool;
};

/// Signals of all other threads than the main one; each queued slot begins after those emitted before.
char signalsElsewhere;

bool inMainThread()
{
    static thread_local const bool is = syscall(SYS_gettid) == getpid();
    return is;
}

bool onEvent(void **arguments)
{
    __tsan_acquire(arguments[0]); // the receiver
    if (static_cast<QEvent *>(arguments[1])->type() == QEvent::MetaCall)
        __tsan_acquire(&signalsElsewhere);
    return false; // deliver it
}

[[maybe_unused]] const bool known = QInternal::registerCallback(QInternal::EventNotifyCallback, &onEvent);

} // namespace

#define REAL(name) __real_##name
#define WRAP(name) __wrap_##name
#define WRAPPED(result, name, ...)                                                                                     \
    extern "C" result REAL(name)(__VA_ARGS__);                                                                         \
    extern "C" result WRAP(name)(__VA_ARGS__)

WRAPPED(bool, _ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv,
        QObject *receiver, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    const bool called
        = REAL(_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv)(
            receiver, new OrderedSlot(slot), type, result);
    if (type == Qt::BlockingQueuedConnection)
        __tsan_acquire(receiver->thread());
    return called;
}

WRAPPED(void, _ZN11QMetaObject8activateEP7QObjectPKS_iPPv, QObject *sender, const QMetaObject *of, int signal,
        void **arguments)
{
    if (!inMainThread())
        __tsan_release(&signalsElsewhere);
    REAL(_ZN11QMetaObject8activateEP7QObjectPKS_iPPv)(sender, of, signal, arguments);
}

WRAPPED(void, _ZN7QObject11deleteLaterEv, QObject *self)
{
    __tsan_release(self);
    REAL(_ZN7QObject11deleteLaterEv)(self);
}

WRAPPED(void, _ZN16QCoreApplication9postEventEP7QObjectP6QEventi, QObject *receiver, QEvent *event, int priority)
{
    __tsan_release(receiver);
    REAL(_ZN16QCoreApplication9postEventEP7QObjectP6QEventi)(receiver, event, priority);
}

WRAPPED(void, _ZN11QThreadPool5startEP9QRunnablei, QThreadPool *pool, QRunnable *task, int priority)
{
    REAL(_ZN11QThreadPool5startEP9QRunnablei)(pool, new OrderedTask(task, pool), priority);
}

extern "C" void WRAP(_ZN11QThreadPool5startESt8functionIFvvEEi)(QThreadPool *pool, std::function<void()> work,
                                                                int priority)
{
    WRAP(_ZN11QThreadPool5startEP9QRunnablei)(pool, QRunnable::create(std::move(work)), priority);
}

WRAPPED(bool, _ZN11QThreadPool11waitForDoneEi, QThreadPool *pool, int milliseconds)
{
    const bool done = REAL(_ZN11QThreadPool11waitForDoneEi)(pool, milliseconds);
    __tsan_acquire(pool);
    return done;
}

WRAPPED(void, _ZN11QThreadPoolD1Ev, QThreadPool *pool)
{
    REAL(_ZN11QThreadPoolD1Ev)(pool);
    __tsan_acquire(pool);
}

WRAPPED(bool, _ZN7QThread4waitE14QDeadlineTimer, QThread *thread, QDeadlineTimer deadline)
{
    const bool ended = REAL(_ZN7QThread4waitE14QDeadlineTimer)(thread, deadline);
    __tsan_acquire(thread);
    return ended;
}

WRAPPED(void, _ZN20QFutureInterfaceBase14reportFinishedEv, QFutureInterfaceBase *future)
{
    __tsan_release(&future->mutex());
    REAL(_ZN20QFutureInterfaceBase14reportFinishedEv)(future);
}

WRAPPED(void, _ZN20QFutureInterfaceBase15waitForFinishedEv, QFutureInterfaceBase *future)
{
    REAL(_ZN20QFutureInterfaceBase15waitForFinishedEv)(future);
    __tsan_acquire(&future->mutex());
}

WRAPPED(bool, _ZNK20QFutureInterfaceBase10isFinishedEv, const QFutureInterfaceBase *future)
{
    const bool finished = REAL(_ZNK20QFutureInterfaceBase10isFinishedEv)(future);
    __tsan_acquire(&future->mutex());
    return finished;
}

/// The last one to let go of a result destroys it.
WRAPPED(bool, _ZNK20QFutureInterfaceBase6derefTEv, const QFutureInterfaceBase *future)
{
    __tsan_release(&future->mutex());
    const bool others = REAL(_ZNK20QFutureInterfaceBase6derefTEv)(future);
    if (!others)
        __tsan_acquire(&future->mutex());
    return others;
}

using Continuation = std::function<void(const QFutureInterfaceBase &)>;

WRAPPED(void, _ZN20QFutureInterfaceBase15setContinuationESt8functionIFvRKS_EEP27QFutureInterfaceBasePrivate,
        QFutureInterfaceBase *future, Continuation then, void *of)
{
    __tsan_release(&future->mutex());
    REAL(_ZN20QFutureInterfaceBase15setContinuationESt8functionIFvRKS_EEP27QFutureInterfaceBasePrivate)
    (future, std::move(then), of);
}

WRAPPED(void, _ZNK20QFutureInterfaceBase15runContinuationEv, const QFutureInterfaceBase *future)
{
    __tsan_acquire(&future->mutex());
    REAL(_ZNK20QFutureInterfaceBase15runContinuationEv)(future);
}

extern "C" int __interceptor_clone(int (*run)(void *), void *stack, int flags, void *argument, pid_t *parentTid,
                                   void *tls, pid_t *childTid);

/// QProcess starts a program in a child that shares our memory until then, which the sanitizer takes for one thread in
/// two processes, and ends. With a copy of the memory nothing is different but the time it takes.
extern "C" int clone(int (*run)(void *), void *stack, int flags, void *argument, ...)
{
    va_list more;
    va_start(more, argument);
    auto *const parentTid = va_arg(more, pid_t *);
    void *const tls = va_arg(more, void *);
    auto *const childTid = va_arg(more, pid_t *);
    va_end(more);
    return __interceptor_clone(run, stack, flags & ~(CLONE_VM | CLONE_VFORK), argument, parentTid, tls, childTid);
}
