z3tidy_unittest(z3tidyNoRefuteTests SOURCES NoRefuteTest.cpp
  DEPENDS z3tidyNoRefute z3tidyAnalysis)
if(Z3TIDY_REFUTE)
  z3tidy_unittest(z3tidyRefuteTests SOURCES RefuteTest.cpp
    DEPENDS z3tidyRefute z3tidyAnalysis)
endif()
