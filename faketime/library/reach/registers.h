/* A stopped thread's registers, for each processor. */
#ifndef REGISTERS_H
#define REGISTERS_H

#include <stdint.h>
#include <sys/user.h>

#if defined(__x86_64__)

typedef struct user_regs_struct registers;

static inline uintptr_t stack_of(const registers *all) { return all->rsp; }
static inline long answer_of(const registers *all) { return (long)all->rax; }
static inline void no_call_to_repeat(registers *all) { all->orig_rax = -1; }

static inline void lead_to_call(registers *all, uintptr_t instruction, long number, const long arguments[6]) {
    all->rip = instruction;
    all->rax = number;
    all->orig_rax = -1;
    all->rdi = arguments[0];
    all->rsi = arguments[1];
    all->rdx = arguments[2];
    all->r10 = arguments[3];
    all->r8 = arguments[4];
    all->r9 = arguments[5];
}

#elif defined(__aarch64__)

typedef struct user_regs_struct registers;

static inline uintptr_t stack_of(const registers *all) { return all->sp; }
static inline long answer_of(const registers *all) { return (long)all->regs[0]; }
static inline void no_call_to_repeat(registers *all) { (void)all; }

static inline void lead_to_call(registers *all, uintptr_t instruction, long number, const long arguments[6]) {
    all->pc = instruction;
    all->regs[8] = number;
    for (int i = 0; i < 6; i++) all->regs[i] = arguments[i];
}

#else
#error "no registers for this processor"
#endif

#endif
