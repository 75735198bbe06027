// A variable that threads share without a lock. The runtime has no libstdc++,
// so this is its std::atomic; unlike that it has no operators and no default
// order: each access says what it is ordered against.
//
// A field of this type cannot be read or written by accident, which is the
// point: whether a field is shared stands in its declaration.
#ifndef OGO_RUNTIME_SYNC_ATOMIC_H
#define OGO_RUNTIME_SYNC_ATOMIC_H

namespace ogo::rt {

enum class Order : int {
  Relaxed = __ATOMIC_RELAXED,
  Acquire = __ATOMIC_ACQUIRE,
  Release = __ATOMIC_RELEASE,
  AcqRel = __ATOMIC_ACQ_REL,
  SeqCst = __ATOMIC_SEQ_CST,
};

#define OGO_ATOMIC [[gnu::always_inline]]

template <typename T> class Atomic {
  T Value;

public:
  constexpr Atomic(T V = T()) : Value(V) {}
  Atomic(const Atomic &) = delete;
  Atomic &operator=(const Atomic &) = delete;

  OGO_ATOMIC T load(Order O) const { return __atomic_load_n(&Value, (int)O); }
  OGO_ATOMIC void store(T V, Order O) { __atomic_store_n(&Value, V, (int)O); }
  OGO_ATOMIC T exchange(T V, Order O) {
    return __atomic_exchange_n(&Value, V, (int)O);
  }
  /// Stores New if the value is Old, else tells in Old what it is.
  OGO_ATOMIC bool compareExchange(T &Old, T New, Order Success, Order Failure) {
    return __atomic_compare_exchange_n(&Value, &Old, New, false, (int)Success,
                                       (int)Failure);
  }
  // The value before.
  OGO_ATOMIC T fetchAdd(T V, Order O) {
    return __atomic_fetch_add(&Value, V, (int)O);
  }
  OGO_ATOMIC T fetchSub(T V, Order O) {
    return __atomic_fetch_sub(&Value, V, (int)O);
  }
  OGO_ATOMIC T fetchOr(T V, Order O) {
    return __atomic_fetch_or(&Value, V, (int)O);
  }
  OGO_ATOMIC T fetchAnd(T V, Order O) {
    return __atomic_fetch_and(&Value, V, (int)O);
  }

  // For whoever alone writes it: the thread it belongs to, the holder of the
  // lock that it is written under, its maker before others see it.
  OGO_ATOMIC T own() const { return load(Order::Relaxed); }
  OGO_ATOMIC void setOwn(T V) { store(V, Order::Relaxed); }
  /// For the kernel (futex).
  T *address() { return &Value; }
};

/// A variable of Go's, or one whose type is not ours.
template <typename T> OGO_ATOMIC inline Atomic<T> &atomicAt(T *P) {
  static_assert(sizeof(Atomic<T>) == sizeof(T));
  return *reinterpret_cast<Atomic<T> *>(P);
}

OGO_ATOMIC inline void fence() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

} // namespace ogo::rt

#endif // OGO_RUNTIME_SYNC_ATOMIC_H
