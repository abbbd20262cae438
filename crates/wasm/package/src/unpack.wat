;; The way back from the text that pack.mjs writes, as a little wasm of its own: a loop of JavaScript over half a million
;; signs takes longer than to compile what comes out of it.
;;
;; The memory holds the byte of each sign at the sign's number, and of each pair of signs at 256, 512 or 768 more than its
;; second sign's number, as the first is |, } or ~. From 1024 on is room for the text and what comes out of it, one over the
;; other.
(module
  (import "" "memory" (memory 1))

  ;; Unpacks the signs from one place to another, and gives the end of what came out.
  (func (export "unpack") (param $from i32) (param $end i32) (result i32)
    (local $to i32)
    (local $sign i32)
    (local.set $to (i32.const 1024))
    (loop $next
      (local.set $sign (i32.load8_u (local.get $from)))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (if (i32.ge_u (local.get $sign) (i32.const 124))
        (then
          (local.set $sign
            (i32.add
              (i32.shl (i32.sub (local.get $sign) (i32.const 123)) (i32.const 8))
              (i32.load8_u (local.get $from))))
          (local.set $from (i32.add (local.get $from) (i32.const 1)))))
      (i32.store8 (local.get $to) (i32.load8_u (local.get $sign)))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $from) (local.get $end))))
    (local.get $to)))
